#!/usr/bin/env bash
# Builds the program and shows it at work on the sample dataset: the summary here, all findings as text and JSON in
# build/reports. Needs no arguments, asks nothing, installs what is missing where it may.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

build=build/release
reports=build/reports
as_of=2025-06-30

need_packages "${packages_build[@]}"
mkdir -p "$reports"
{
    cmake --preset release -DBUILD_TESTING=OFF && cmake --build --preset release
} >"$build.log" 2>&1 </dev/null || {
    cat -- "$build.log" >&2
    die "The program could not be built." "Next: read the lines above; if $build was made elsewhere, remove it."
}

code=0
"$build/src/cli/accord" check fixtures/sample --as-of "$as_of" \
    --format text="$reports/sample.txt" --format json="$reports/sample.json" </dev/null || code=$?
case $code in
0 | 1)
    sed -n '/^Summary as of /,$p' "$reports/sample.txt"
    say ""
    say "Reports, with every finding and its places: $PWD/$reports/sample.txt and sample.json"
    ;;
*) say "The check did not end well (exit code $code)." >&2 ;;
esac
if [ "$code" -eq 1 ]; then
    say "The findings make accord itself exit with 1; the check worked, so this script exits with 0."
    code=0
fi
exit "$code"
