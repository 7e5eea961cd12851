#!/usr/bin/env bash
# The life of a repository of data, told step by step as its people would live it: run.sh PROGRAM. Each step has its exit code
# and what is said.
set -uo pipefail
program=$(realpath "$1")
export LC_ALL=C TZ=UTC0
for name in $(compgen -e | grep '^ACCORD_'); do unset "$name"; done
room=$(mktemp -d "${TMPDIR:-/tmp}/accord story XXXXXX")
trap 'rm -rf -- "$room"' EXIT
failures=0

accord() { "$program" "$@"; }

# step WHAT CODE COMMAND...: what it says is in $said afterwards.
step() {
    local what=$1 code=$2 found=0
    shift 2
    said=$("$@" 2>&1) || found=$?
    [ "$found" -eq "$code" ] && return
    failures=$((failures + 1))
    printf 'not ok: %s: exit code %s, expected %s\n%s\n' "$what" "$found" "$code" "$said"
}

says() {
    local text
    for text in "$@"; do
        case $said in
        *"$text"*) ;;
        *)
            failures=$((failures + 1))
            printf 'not ok: it does not say: %s\n%s\n' "$text" "$said"
            ;;
        esac
    done
}

# The lines that a pull request shows in red, as FILE:LINE.
marked() {
    accord check "$@" --format github | sed -n 's/^::error .*file=\([^,]*\),line=\([0-9]*\).*/\1:\2/p'
    return "${PIPESTATUS[0]}"
}

cd "$room" || exit 1
step "a repository is begun" 0 accord init party-data
cd party-data || exit 1

# Nobody had confirmed anything, and a fourth State was never asked for its focal point.
sed -i -E 's/,[0-9-]+,$/,2023-11-15,/' data/focal_points.csv
printf 'XAD,state,Fourth Example State\n' >>data/actors.csv
printf 'XAD,cms,example,2010-01-01\n' >>data/memberships.csv
step "the first run is red" 1 accord check --as-of 2025-03-01
says 'no CMS focal point is on record' 'actors.csv:5' '1 finding fails'

step "what is known is kept as a baseline" 0 accord baseline write --baseline baseline.json --as-of 2025-03-01
sed -i 's/"dataset"/"baseline": "baseline.json", "dataset"/' accord.json
step "then it is green" 0 accord check --as-of 2025-03-01
says 'No finding fails this run' 'known in'

sed -i '/^fp-xab-1,/d' data/focal_points.csv
step "a designation is gone: red" 1 accord check --as-of 2025-03-02
says '1 finding fails' 'actors.csv:3'
step "on exactly that line" 1 marked --as-of 2025-03-02
[ "$said" = data/actors.csv:3 ] || says 'data/actors.csv:3 alone'

step "it is waived" 0 accord waive cms-11.10/no-cms-focal-point XAB --as-of 2025-03-02 --until 2025-04-30 \
    --reason "the successor is being appointed" --who "Secretariat"
says waivers.csv
step "then it is green" 0 accord check --as-of 2025-03-02
says 'No finding fails this run' 'waived until 2025-04-30 by Secretariat'
step "on the last day too" 0 accord check --as-of 2025-04-30
says 'No finding fails this run'
step "which strict people are told of" 0 accord check --as-of 2025-04-30 --strict-waivers

step "two months later it has lapsed: red" 1 accord check --as-of 2025-05-01
says '1 finding fails' 'lapsed'
step "the baseline does not excuse it" 0 accord baseline update --baseline baseline.json --as-of 2025-05-01
step "so that it stays red" 1 accord check --as-of 2025-05-01
says '1 finding fails'

printf 'fp-xab-2,XAB,cms-nfp,Example Agency for Nature,2025-05-10,2025-05-10,\n' >>data/focal_points.csv
step "a successor is designated: green" 0 accord check --as-of 2025-05-15
says 'No finding fails this run'
step "and the waiver is in nobody's way any longer" 6 accord check --as-of 2025-05-15 --strict-waivers
says 'lapsed'

printf '%s failures\n' "$failures"
[ "$failures" -eq 0 ]
