#!/usr/bin/env bash
# agree.sh FOLDER: the generator writes the same files every time, and the product, with workers and without, and the
# baseline, on one thread and on several, come to the same verdicts on them, none of them an error. The programs are in FOLDER.
set -euo pipefail
programs=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
as_of=2025-06-30
room=$(mktemp -d "${TMPDIR:-/tmp}/accord-bench-XXXXXX")
trap 'rm -rf "$room"' EXIT

"$programs/generate" 200 "$room/one"
"$programs/generate" 200 "$room/two"
diff -r "$room/one" "$room/two"

"$programs/phases" "$room/one" "$here/rules" "$as_of" | grep '^rule ' >"$room/accord.txt"
"$programs/baseline" "$room/one" "$as_of" | grep '^rule ' >"$room/baseline.txt"
diff "$room/accord.txt" "$room/baseline.txt"
for count in 1 2 3; do
    "$programs/phases" "$room/one" "$here/rules" "$as_of" "$count" | grep '^rule ' | diff "$room/accord.txt" -
    "$programs/baseline" "$room/one" "$as_of" "$count" | grep '^rule ' | diff "$room/accord.txt" -
done
[ "$(wc -l <"$room/accord.txt")" -eq 20 ]
! grep -v ' error=0 ' "$room/accord.txt"
