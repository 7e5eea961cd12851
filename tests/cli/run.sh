#!/usr/bin/env bash
# Runs the program as a stranger would: run.sh PROGRAM FILE.case... Each case is a block of lines, blocks apart by blank
# lines, `#` a comment:
#   says WHAT           what the case claims; begins a case
#   skip-root WHY       root may do what the case needs forbidden
#   run COMMAND         by bash, in a folder of its own; $small is a copy of the small dataset, $rules, $workshop and
#                       $broken are rules; `accord` is the program, `check` is `accord check --rules $rules --as-of
#                       2020-12-31`, `trace` is `accord trace --rules $workshop`, `rules` likewise, `explain` is
#                       `accord explain --rules rules`, which holds $rules and more,
#                       `commit MESSAGE` makes all that is there a commit of git, and
#                       `repl` is `accord repl --rules rules --as-of 2020-12-31`; $diff_world makes runs for `diff`, $comments_world comments
#   exit N              the exit code of the run
#   out TEXT, err TEXT  standard output, standard error hold TEXT; `no-out`, `no-err`: are empty; `not-out TEXT`, `not-err TEXT`: do not
#   golden NAME         standard output is golden/NAME, byte for byte
#   then COMMAND        by bash after the run, must succeed
# After each case the program's temporary folder must be empty.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "$1")
shift
export here program rules="$here/rules" broken="$here/broken-rules" workshop="$here/workshop-rules" diff_world="$here/diff_world.sh" comments_world="$here/comments_world.sh" fixtures="$here/../../fixtures"
unset NO_COLOR GITHUB_STEP_SUMMARY
for variable in "${!ACCORD_@}"; do # settings of whoever runs this; those of the build stay
    case $variable in ACCORD_NO_FILTERS | ACCORD_SANITIZED | ACCORD_UPDATE_GOLDEN) ;; *) unset "$variable" ;; esac
done
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export LC_ALL=C ASAN_OPTIONS=${ASAN_OPTIONS:-handle_segv=0}

# What a rule that has taken its process over may do (hostile_worker.c): some need filters of system calls to be stopped,
# and sanitizers need some of those calls themselves.
deeds="segfault abort exit exit-well garbage too-much flood"
[ -n "${ACCORD_NO_FILTERS:-}" ] || deeds="$deeds fork socket kill"
[ -n "${ACCORD_NO_FILTERS:-}${ACCORD_SANITIZED:-}" ] || deeds="$deeds open write"
export deeds

accord() { "$program" "$@"; }
check() { "$program" check --rules "$rules" --as-of 2020-12-31 "$@"; }
rules() { "$program" rules --rules "$workshop" "$@"; }
trace() { "$program" trace --rules "$workshop" "$@"; }
explain() { "$program" explain --rules rules "$@"; }
commit() { git init -q . && git add -A && git -c user.name=Nobody -c user.email=nobody@example.org commit -qm "$1"; }
repl() { "$program" repl --rules rules --as-of 2020-12-31 "$@"; }
export -f accord check rules trace explain commit repl

failures=0
cases=0

complain() {
    echo "not ok: $title"
    echo "  $1"
    sed 's/^/  stdout: /' "$room/out" | head -n 20
    sed 's/^/  stderr: /' "$room/err" | head -n 20
    failures=$((failures + 1))
}

new_room() {
    room=$(mktemp -d "${TMPDIR:-/tmp}/accord-cli-XXXXXX")
    mkdir "$room/tmp" "$room/here" "$room/.git" # where the search for accord.json ends
    cp -r "$here/small" "$room/here/small"
    case $file in
    */explain.case | */repl.case | */contained.case) # the others look at all that is there
        cp -r "$rules" "$room/here/rules"
        cp "$here"/explain-rules/*.lua "$room/here/rules/demo"
        ;;
    esac
    : >"$room/out"
    : >"$room/err"
}

run_in_room() {
    (cd "$room/here" && GIT_CEILING_DIRECTORIES="$room" TMPDIR="$room/tmp" small="$room/here/small" timeout 120 bash -c "$1")
}

holds() { grep -qF -- "$2" "$1"; }

compare_golden() {
    if [ -n "${ACCORD_UPDATE_GOLDEN:-}" ]; then cp "$room/out" "$here/golden/$1"; fi
    cmp -s "$room/out" "$here/golden/$1" ||
        complain "differs from golden/$1: run scripts/update-golden and look at the difference: $(
            diff "$here/golden/$1" "$room/out" | head -n 5)"
}

# One line of a case, after its `says`.
obey() {
    local word=$1 rest=$2
    case $word in
    run)
        run_in_room "$rest" >"$room/out" 2>"$room/err"
        code=$?
        ;;
    exit) [ "$code" = "$rest" ] || complain "exit code $code, expected $rest" ;;
    out) holds "$room/out" "$rest" || complain "standard output lacks: $rest" ;;
    not-out) ! holds "$room/out" "$rest" || complain "standard output holds: $rest" ;;
    not-err) ! holds "$room/err" "$rest" || complain "standard error holds: $rest" ;;
    err) holds "$room/err" "$rest" || complain "standard error lacks: $rest" ;;
    no-out) [ ! -s "$room/out" ] || complain "standard output is not empty" ;;
    no-err) [ ! -s "$room/err" ] || complain "standard error is not empty" ;;
    golden) compare_golden "$rest" ;;
    then) run_in_room "$rest" >>"$room/out" 2>>"$room/err" || complain "fails: $rest" ;;
    *) complain "the case has an unknown word: $word" ;;
    esac
}

end_case() {
    [ -n "$title" ] || return 0
    [ -z "$(ls -A "$room/tmp")" ] || complain "left behind: $(ls -A "$room/tmp")"
    chmod -R u+rwX "$room"
    rm -rf "$room"
    title=
}

run_file() {
    local line word rest skipping=
    title=
    while IFS= read -r line || [ -n "$line" ]; do
        word=${line%% *}
        rest=${line#"$word"}
        rest=${rest# }
        case $word in
        '#'* | '') ;;
        says)
            end_case
            title=$rest skipping='' code=none
            cases=$((cases + 1))
            new_room
            ;;
        skip-root)
            if [ "$(id -u)" = 0 ]; then
                skipping=1
                echo "skipped as root: $title ($rest)"
            fi
            ;;
        *) [ -n "$skipping" ] || obey "$word" "$rest" ;;
        esac
    done <"$1"
    end_case
}

for file; do run_file "$file"; done
echo "$cases cases, $failures failures"
[ "$failures" = 0 ]
