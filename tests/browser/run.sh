#!/bin/sh
# run.sh NODE SUITE PAGES PICTURES: runs one suite (run.js); 77, with the reason, where it cannot.
set -eu
here=$(dirname "$0")
if [ -z "$1" ] || [ "$1" != "${1%NOTFOUND}" ]; then
    echo "skipped: there is no node here"
    exit 77
fi
exec "$1" "$here/run.js" "$2" "$3" "${ACCORD_BROWSER_ARTEFACTS:-$4}"
