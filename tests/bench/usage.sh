#!/usr/bin/env bash
# usage.sh: scripts/bench refuses what it cannot do and names what is missing, before it measures anything.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
room=$(mktemp -d "${TMPDIR:-/tmp}/accord-bench-XXXXXX")
trap 'rm -rf "$room"' EXIT

run=("$root/scripts/bench")

# says CODE TEXT ARGUMENT...
says() {
    local code=0
    "${run[@]}" "${@:3}" >"$room/out" 2>&1 || code=$?
    if [ "$code" -eq "$1" ] && grep -qF -- "$2" "$room/out"; then return; fi
    echo "bench ${*:3}: exit code $code, expected $1 and \"$2\" in:"
    cat "$room/out"
    exit 1
}

says 2 'from 1 to 999999' --n 0
says 2 'from 1 to 999999' --n 1000000
says 2 'takes numbers from 1' --n 200 --rounds 0
says 2 'invalid numbers value' --n many
says 2 'that ascend' --n 2000,200
says 2 'that ascend' --n 200,200
says 2 'as many as --n' --n 200 --rounds 1,2
says 2 'a number from 1' --n 200 --megabytes 0
says 2 'invalid choice' --only nobody
says 2 'unrecognized arguments' elsewhere
says 0 'usage: bench' --help

# No tool is there.
run=(env "PATH=$room" "$(python3 -c 'import sys; print(sys.executable)')" "$root/scripts/bench")
says 1 "missing, by the names of Debian's packages: cmake ninja-build gcc pkg-config" --n 200

# Where the figures go.
[ "$(grep -cE '^<!-- (written by scripts/bench --readme|up to here) -->$' "$root/README.md")" -eq 2 ]
