#!/usr/bin/env bash
# contend.sh PROGRAMS NAME DATASET AS-OF: what scripts/bench runs for a contestant that is no C program: the folder NAME
# beside this file, with two programs of its own, convert.sh DATASET FOLDER, which puts the generated dataset into FOLDER
# in the form that it reads, and run.sh FOLDER AS-OF, which writes the verdicts as PROGRAMS/tally reads them.
#
# Phases: convert, once a dataset; load, the whole process over a dataset without Parties; evaluate, the whole process.
set -euo pipefail
programs=$1 own=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/$2 dataset=$3 as_of=$4
full=$dataset/$2 empty=$dataset/$2-empty

# phase NAME OUTPUT COMMAND...
phase() {
    local wall cpu memory code
    read -r _ wall _ cpu _ memory _ code < <("$programs/measure" --to "$2" "${@:3}")
    if [ "$code" -ne 0 ]; then
        echo "$* ended with $code" >&2
        return 1
    fi
    echo "phase $1 $wall $cpu $memory"
}

if [ ! -d "$full" ]; then
    mkdir -p "$full" "$empty/csv"
    phase convert /dev/null "$own/convert.sh" "$dataset" "$full"
    for file in "$dataset"/*.csv; do head -n 1 "$file" >"$empty/csv/${file##*/}"; done
    cp "$dataset/datapackage.json" "$empty/csv"
    "$own/convert.sh" "$empty/csv" "$empty"
fi
phase load /dev/null "$own/run.sh" "$empty" "$as_of"
phase evaluate "$full/verdicts" "$own/run.sh" "$full" "$as_of"
"$programs/tally" <"$full/verdicts"
