# bash completion for accord. The tables at the end were written when the program was built.

# Offers words that go on from `current`, each behind `lead` and a PREFIX.
_accord_offer() {
    local prefix=$lead$1 word
    shift
    for word; do
        [[ $prefix$word != "$current"* ]] || COMPREPLY+=("$prefix$word")
    done
}

# Offers words with commas between them, each once.
_accord_offer_several() {
    local before=${current#"$lead"} word
    if [[ $before == *,* ]]; then before=${before%,*},; else before=; fi
    for word; do
        [[ ,$before == *,"$word",* ]] || _accord_offer "$before" "$word"
    done
}

# Offers what `kind`, `path` and `words` say of a value or an operand. Paths are left to the shell.
_accord_offer_value() {
    case $kind in
    several) _accord_offer_several "${words[@]}" ;;
    behind) [[ ${current#"$lead"} == *=* ]] && words=() || path='' ;;&
    *) _accord_offer '' "${words[@]}" ;;
    esac
    case $path in
    folder) compopt -o dirnames ;;
    file) compopt -o default ;;
    esac
}

# Offers the options that may still be given.
_accord_offer_options() {
    local option
    for option in "${options[@]}"; do
        [[ $given == *" $option "* && " ${repeatable[*]} " != *" $option "* ]] || _accord_offer '' "$option"
    done
}

# What was split at "=" and ":" as one word again, up to the cursor, in `line`.
_accord_join() {
    local i word joins=
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((${#line[@]} > 2)) && [[ -n $joins || $word == [=:]* ]]; then
            line[${#line[@]} - 1]+=$word
        else
            line+=("$word")
        fi
        joins=
        [[ $word != *[=:] ]] || joins=1
    done
}

# Counts the operands before the cursor and notes the options: `waits` is the one whose value stands at the cursor.
_accord_read_line() {
    local i word
    for ((i = 2; i < ${#line[@]} - 1; i++)); do
        word=${line[i]}
        if [[ -n $waits ]]; then
            waits=
        elif [[ -n $ended || $word != -?* ]]; then
            ((operands++))
        elif [[ $word == -- ]]; then
            ended=1
        else
            given+="${word%%=*} "
            [[ $word == *=* ]] || ! _accord_value "${line[1]}" "$word" || waits=$word
        fi
    done
}

_accord() {
    local -a line=() words=() options=() repeatable=()
    local current lead='' kind='' path='' waits='' ended='' given=' ' operands=0
    COMPREPLY=()
    _accord_join
    current=${line[${#line[@]} - 1]}
    if ((${#line[@]} == 2)); then
        _accord_commands
        [[ $current != -* ]] || words=(--version --help)
        _accord_offer '' "${words[@]}"
        return
    fi
    _accord_read_line
    kind='' path='' words=()
    if [[ -n $waits ]]; then
        _accord_value "${line[1]}" "$waits"
        _accord_offer_value
    elif [[ -z $ended && $current == --*=* ]]; then
        lead=${current%%=*}=
        _accord_value "${line[1]}" "${lead%=}"
        _accord_offer_value
    elif [[ -z $ended && $current == -* ]]; then
        _accord_options "${line[1]}"
        _accord_offer_options
    else
        _accord_operand "${line[1]}" "$operands"
        _accord_offer_value
    fi
    # readline puts what is offered behind the last separator, and nothing else.
    [[ $COMP_WORDBREAKS != *=* || $current != *=* ]] || COMPREPLY=("${COMPREPLY[@]#"${current%=*}="}")
}

# {tables}

complete -F _accord accord
