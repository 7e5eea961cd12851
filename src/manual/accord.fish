# fish completion for accord. The tables at the end were written when the program was built.

# Whether no command stands there yet.
function __accord_begins
    set -l line (commandline -opc)
    not set -q line[2]
end

# Whether the command is this one.
function __accord_is
    set -l line (commandline -opc)
    set -q line[2]; and test "$line[2]" = $argv[1]
end

# Whether nothing but the command stands there yet, or something follows it.
function __accord_is_all
    set -l line (commandline -opc)
    __accord_is $argv[1]; and not set -q line[3]
end
function __accord_goes_on
    set -l line (commandline -opc)
    __accord_is $argv[1]; and set -q line[3]
end

# What stands there of a value.
function __accord_current
    commandline -ct | string replace -r '^--[^=]*=' ''
end

# Words with commas between them, each once.
function __accord_several
    set -l before (__accord_current | string match -r '^.*,')
    for word in $argv
        string match -q "*,$word,*" -- ",$before"; or echo "$before$word"
    end
end

# A word; behind a word and "=" a path.
function __accord_behind
    set -l current (__accord_current)
    set -l word (string match -r '^[^=]*=' -- "$current")
    if test -z "$word"
        string join \n $argv
        return
    end
    for path in (complete -C "'' "(string replace -- $word '' $current))
        echo $word$path
    end
end

complete -c accord -f
# {tables}
