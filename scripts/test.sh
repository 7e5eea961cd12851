#!/usr/bin/env bash
# Builds and tests everything, as CI does: gcc and clang with sanitizers, and the release build. Needs no arguments,
# asks nothing, installs what is missing where it may. With --valgrind it runs the suites under valgrind in their place.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

case "$*" in
"") presets=(dev dev-clang release) packages=("${packages_test[@]}") ;;
--valgrind) presets=(valgrind) packages=("${packages_valgrind[@]}") ;;
*) die "unexpected: $*, expected nothing or --valgrind" "Next: scripts/test.sh" ;;
esac
summary=()

# Runs a command; what it wrote goes to a file, and is shown only when it failed.
run_logged() {
    local log=$1
    shift
    "$@" >"$log" 2>&1 </dev/null || {
        local code=$?
        cat -- "$log" >&2
        return "$code"
    }
}

lint_rules() {
    [ -f .luacheckrc ] && [ -d rules ] || return 0
    luacheck --no-color --quiet rules </dev/null ||
        die "rules: luacheck has complaints." "Next: mend what it names above; run it alone with: luacheck rules"
    summary+=("rules: luacheck found nothing")
}

# What a lock file names, where it is not there or older than the file. Nothing that it brings is run while it is installed.
need_modules() {
    local folder=$1
    [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return 0
    if ! command -v npm >/dev/null; then
        say "note: there is no npm here, so tests that need what $folder/package-lock.json names are skipped"
        return 0
    fi
    say "installing: what $folder/package-lock.json names"
    mkdir -p build
    run_logged build/npm-ci.log npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund ||
        die "npm could not install what $folder/package-lock.json names." \
            "Next: read the lines above; install it alone with: npm ci --prefix $folder --ignore-scripts"
    touch "$folder/node_modules/.package-lock.json"
}

test_preset() {
    local preset=$1 build=build/$1 started=$SECONDS
    mkdir -p "$build"
    say "$preset: configuring and building in $build"
    run_logged "$build/configure.log" cmake --preset "$preset" -DBUILD_TESTING=ON ||
        die "$preset: configuring failed." \
            "Next: read the lines above; if $build was made elsewhere or by another cmake, remove it."
    run_logged "$build/build.log" cmake --build --preset "$preset" ||
        die "$preset: building failed (warnings are errors)." \
            "Next: mend what the compiler names above; build alone with: cmake --build $build"
    ctest --preset "$preset" --no-tests=error --parallel "$(nproc)" --output-on-failure </dev/null 2>&1 |
        tee "$build/ctest.log" ||
        die "$preset: tests failed." \
            "Next: run one alone with: ctest --test-dir $build --output-on-failure -R NAME"
    summary+=("$preset: $(grep -E '^[0-9]+% tests passed' "$build/ctest.log"), $((SECONDS - started)) s")
}

need_packages "${packages[@]}"
[ "${presets[0]}" = valgrind ] || need_modules tests/browser
lint_rules
for preset in "${presets[@]}"; do test_preset "$preset"; done
say ""
for line in "${summary[@]}"; do say "$line"; done
say "All builds are free of warnings and all tests passed."
