#compdef accord
# zsh completion for accord. The tables at the end were written when the program was built.

# A word; behind a word and "=" a path.
_accord_behind() {
    if compset -P 1 '*='; then
        _files
    else
        _alternative "words:word:($*)"
    fi
}

_accord_word_or_path() {
    _alternative "words:word:($*)" 'files:file:_files'
}

_accord() {
    local context state state_descr line curcontext=$curcontext
    typeset -A opt_args
    _arguments -C \
        '(- *)--version[the version of the program]' \
        '(- *)'{-h,--help}'[the help of the program]' \
        '1:command:_accord_commands' \
        '*::argument:->arguments' && return
    [[ $state == arguments ]] || return 1
    curcontext="${curcontext%:*:*}:accord-$words[1]:"
    _accord_arguments "$words[1]"
}

# {tables}

if [[ $funcstack[1] == _accord ]]; then
    _accord "$@"
else
    compdef _accord accord
fi
