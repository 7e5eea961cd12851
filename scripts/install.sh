#!/usr/bin/env bash
# Builds the program and installs it with its rules, pages and completions: install.sh [PREFIX], ~/.local when left out. Asks
# nothing, installs what a build needs where it may.
set -euo pipefail
prefix=${1:-$HOME/.local}
case $prefix in
/*) ;;
*) prefix=$PWD/$prefix ;;
esac
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

build=build/release
need_packages "${packages_build[@]}"
mkdir -p build
{
    cmake --preset release -DBUILD_TESTING=OFF && cmake --build --preset release &&
        cmake --install "$build" --prefix "$prefix"
} >"$build.log" 2>&1 </dev/null || {
    cat -- "$build.log" >&2
    die "The program could not be built and installed." "Next: read the lines above."
}
say "$prefix/bin/accord"
