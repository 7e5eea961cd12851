# What scripts/test.sh and scripts/run.sh share: the packages that a build needs, and how stages are told. Sourced by bash.
# shellcheck shell=bash

# Debian 12 names. To build and run the program:
packages_build=(gcc libc6-dev cmake ninja-build pkg-config liblua5.4-dev libsqlite3-dev libcjson-dev libpcre2-dev
    libutf8proc-dev libedit-dev libseccomp-dev libjs-chart.js libxlsxwriter-dev)
# To test it too: the other compiler and its sanitizers, what tests are written in, and whom the benchmark compares.
# shellcheck disable=SC2034
packages_test=("${packages_build[@]}" git clang libclang-rt-14-dev check libsubunit-dev lua5.4 lua-check python3 jq curl strace
    sqlite3 lua-cjson clips parallel groff-base mandoc zsh fish libxml2-utils chromium
    python3-jsonschema python3-regex python3-yaml git binutils)

# Node and npm drive Chromium: Debian's, where there is none, for nobody wants two.
command -v node >/dev/null || packages_test+=(nodejs)
command -v npm >/dev/null || packages_test+=(npm)

# To run the suites under valgrind.
# shellcheck disable=SC2034
packages_valgrind=("${packages_test[@]}" valgrind)

say() {
    printf '%s\n' "$*"
}

# The last line says what to do next.
die() {
    local line
    for line in "$@"; do printf '%s\n' "$line" >&2; done
    exit 1
}

# Names those of the packages that are not installed.
missing_packages() {
    local installed package
    installed=$(dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null) || true
    for package in "$@"; do
        grep -qxF -- "$package installed" <<<"$installed" || printf '%s\n' "$package"
    done
}

# apt-get without a question: nobody may be there to answer. Another package manager at work is waited for.
apt_get() {
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# Installs those of the packages that are missing.
need_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "note: there is no apt-get here, so nothing is installed. The build needs what Debian 12 calls:" "$*"
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
        die "These packages are missing, and only root may install them: ${missing[*]}" \
            "Next: sudo apt-get install ${missing[*]}"
    fi
    say "installing: ${missing[*]}"
    apt_get update || say "note: apt-get update failed; trying with the lists that are there"
    apt_get install --yes --no-install-recommends "${missing[@]}" ||
        die "apt-get could not install: ${missing[*]}" \
            "Next: install them, or what your system calls them, and run this again."
}
