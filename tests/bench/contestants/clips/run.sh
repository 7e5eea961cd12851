#!/bin/sh
# run.sh FOLDER AS-OF. Where something is wrong with the rules, CLIPS asks its standard input what to do: to end.
here=$(cd "$(dirname "$0")" && pwd)
cat >"$1/run.clp" <<CLIPS
(defglobal ?*as-of-text* = "$2")
(load* "$here/rules.clp")
(judge-all "$1")
(exit)
CLIPS
echo '(exit 1)' | clips -f2 "$1/run.clp"
