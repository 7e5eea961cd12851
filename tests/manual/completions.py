#!/usr/bin/env python3
"""Completions, asked of the shells themselves: every command, option, word and path of the tables is offered, and nothing else.

completions.py TABLES SHARE: the program accord_tables, and the folder that holds the scripts of the shells.
"""
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left in the source tree
import tables

END = "---"
FOLDER = {"folder"}
FILES = {"file.txt", "folder"}

# What readline does with what compopt sets is done here: names of files where no word is offered.
BASH = r"""
source "$1"
COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
compopt() { fallback=$2; }
while IFS= read -r line; do
    COMPREPLY=() fallback=
    IFS=' ' read -r -a COMP_WORDS <<<"${line//=/ = }"
    [[ $line != *' ' ]] || COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _accord
    last=${COMP_WORDS[COMP_CWORD]}
    [[ $last != = ]] || last=
    if ((${#COMPREPLY[@]} == 0)); then
        case $fallback in
        default) mapfile -t COMPREPLY < <(compgen -f -- "$last") ;;
        dirnames) mapfile -t COMPREPLY < <(compgen -d -- "$last") ;;
        esac
    fi
    printf '%s\n' "${COMPREPLY[@]}" ---
done
"""

FISH = r"""
set fish_complete_path # of no installed program
source $argv[1]
while read -l line
    complete -C $line
    echo ---
end
"""

# As at a prompt, for completion is to be had nowhere else; what is offered is noted on its way.
ZSH = r"""
fpath=($SCRIPTS $fpath)
autoload -Uz compinit
compinit -D -u
typeset -a hits
compadd() {
    [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]] || { builtin compadd "$@"; return }
    local -a found
    builtin compadd -A found "$@"
    hits+=("$found[@]")
    builtin compadd "$@"
}
answer() {
    local line
    while IFS= read -r line <&3; do
        hits=()
        BUFFER=$line
        CURSOR=$#BUFFER
        zle list-choices
        print -rl -- "$hits[@]" --- >&4
    done
    exit
}
exec 3<$QUESTIONS 4>$ANSWERS
zle -N zle-line-init answer
"""


def ask_by_pipe(command, lines, where):
    home = {**os.environ, "HOME": str(where / "home"), "XDG_CONFIG_HOME": str(where / "home"),
            "XDG_DATA_HOME": str(where / "home"), "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(command, input="".join(line + "\n" for line in lines), cwd=where / "here", env=home,
                         capture_output=True, text=True, check=True, timeout=120)
    if ran.stderr:
        raise SystemExit(f"{command[0]} complains: {ran.stderr}")
    return ran.stdout


def ask_bash(share, lines, where):
    script = share / "bash-completion/completions/accord"
    return ask_by_pipe(["bash", "--norc", "-c", BASH, "bash", script], lines, where)


def ask_fish(share, lines, where):
    script = share / "fish/vendor_completions.d/accord.fish"
    return ask_by_pipe(["fish", "--no-config", "-c", FISH, script], lines, where)


def ask_zsh(share, lines, where):
    (where / "home/.zshrc").write_text(ZSH)
    (where / "questions").write_text("".join(line + "\n" for line in lines))
    told = {"TERM": "dumb", "ZDOTDIR": where / "home", "SCRIPTS": share / "zsh/site-functions",
            "QUESTIONS": where / "questions", "ANSWERS": where / "answers"}
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({name: str(value) for name, value in told.items()})
        os.chdir(where / "here")
        os.execvp("zsh", ["zsh", "-d", "-i"])
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # the terminal has gone with its shell
        pass
    os.waitpid(child, 0)
    return (where / "answers").read_text()


def tidy(offered):
    """Without descriptions, the word or option that a value stands behind, and the slash of a folder."""
    name = offered.split("\t")[0].rstrip("/")
    return name.rsplit("=", 1)[-1] if name.rsplit("=", 1)[-1] else name.rstrip("=")


def answers(shell, share, lines):
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        (where / "home").mkdir()
        (where / "here/folder").mkdir(parents=True)
        (where / "here/file.txt").touch()
        told = shell(share, lines, where).split(END + "\n")[:-1]
    if len(told) != len(lines):
        raise SystemExit(f"{len(told)} answers to {len(lines)} questions")
    return [{tidy(line) for line in block.splitlines() if line} for block in told]


def paths(value):
    return {"folder": FOLDER, "file": FILES, None: set()}[value["path"]]


def ask_value(ask, line, value):
    """What stands behind `line`, which ends in a blank or an equals sign."""
    words = set(value["words"])
    least = words or paths(value)
    ask(line, least, words | (set() if value["behind_word"] else paths(value)))
    if not words:
        return
    first = value["words"][0]
    ask(line + first[:2], *[{word for word in words if word.startswith(first[:2])}] * 2)
    if value["behind_word"]:
        ask(f"{line}{first}=f", paths(value), paths(value))
    if value["several"]:
        ask(f"{line}{first},", *[{f"{first},{word}" for word in words - {first}}] * 2)


def ask_option(ask, command, option, once):
    named = f"accord {command} --{option['name']}"
    if option["value"]:
        ask_value(ask, named + " ", option)
        ask_value(ask, named + "=", option)
        if option["letter"]:
            ask_value(ask, f"accord {command} -{option['letter']} ", option)
    if once:
        given = named + (" x " if option["value"] else " ") + f"--{option['name']}"
        ask(given, *[{"--" + other for other in once if other.startswith(option["name"])}] * 2)


def ask_operands(ask, command):
    for at, operand in enumerate(command["operands"]):
        least = set(operand["words"]) or paths(operand)
        line = f"accord {command['name']} " + "x " * at
        ask(line, least, set(operand["words"]) | paths(operand))
        if operand["repeats"]:
            ask(line + "x y ", least, least)


def questions(table, hides):
    """Lines, and for each the least and the most that is to be offered. `hides`: options that were given, once."""
    asked = []

    def ask(line, least, most):
        asked.append((line, least, most))

    names = {command["name"] for command in table["commands"]}
    ask("accord ", names, names)
    ask("accord --v", {"--version"}, {"--version"})
    for command in table["commands"]:
        options = {"--" + option["name"] for option in command["options"]} | {"--help"}
        ask(f"accord {command['name']} --", options, options)
        for option in command["options"]:
            once = {other["name"] for other in command["options"] if other is not option or option["repeatable"]}
            ask_option(ask, command["name"], option, once if hides else None)
        ask_operands(ask, command)
    return asked


def several(offered, line):
    """fish and bash offer the whole list of words, zsh the last of them."""
    before = line.split(" ")[-1].split("=")[-1]
    return {before + word if before.endswith(",") and not word.startswith(before) else word for word in offered}


def main():
    table = tables.read(sys.argv[1])
    share = Path(sys.argv[2]).resolve()
    claims = tables.Claims()
    for command in table["commands"]:
        for value in command["operands"] + [option for option in command["options"] if option["value"]]:
            called = value.get("value") or value["name"]
            claims.claim(value["known"], f"{command['name']}: {called} has no row in src/manual/completed.c")
    for shell, hides in ((ask_bash, True), (ask_zsh, True), (ask_fish, False)):
        asked = questions(table, hides)
        for (line, least, most), offered in zip(asked, answers(shell, share, [line for line, _, _ in asked])):
            offered = several(offered, line)
            what = f"{shell.__name__[4:]}: {line!r} offers {sorted(offered)}, expected {sorted(least)} to {sorted(most)}"
            claims.claim(least <= offered <= most, what)
    return claims.end()


sys.exit(main())
