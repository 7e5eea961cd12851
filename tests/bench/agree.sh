#!/usr/bin/env bash
# agree.sh FOLDER: the generator writes the same files every time, and the product and the baseline, whose programs are
# in FOLDER, come to the same verdicts on them, none of them an error.
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
[ "$(wc -l <"$room/accord.txt")" -eq 20 ]
! grep -v ' error=0 ' "$room/accord.txt"
