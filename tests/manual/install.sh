#!/usr/bin/env bash
# install.sh BUILD WRITER SCRIPTS: what `cmake --install` puts where, and that pages and completions are the same bytes
# whenever, wherever and by whomever they are written.
set -euo pipefail
build=$(realpath "$1") writer=$(realpath "$2") scripts=$(realpath "$3")
room=$(mktemp -d "${TMPDIR:-/tmp}/accord-install-XXXXXX")
trap 'rm -rf "$room"' EXIT
written=$build/src/manual/share

cmake --install "$build" --prefix "$room/a place" >"$room/log"
share="$room/a place/share"
diff -r "$written/man/man1" "$share/man/man1"
for file in bash-completion/completions/accord zsh/site-functions/_accord fish/vendor_completions.d/accord.fish; do
    diff "$written/$file" "$share/$file"
done
env -i "$room/a place/bin/accord" explain cms-11.10:25 --no-config >/dev/null # with the rules beside it

mkdir -p "$room/again"
(cd "$written" && find . -type d) | while IFS= read -r folder; do mkdir -p "$room/again/$folder"; done
(cd / && env -i TZ=Asia/Tokyo LC_ALL=C.UTF-8 "$writer" "$scripts" "$room/again")
diff -r "$written" "$room/again"
