#!/bin/sh
# Brings the newest kernel UAPI headers to be had, Debian sid's linux-libc-dev, into the user's cache and prints the include directory.
# Usage: native-shim/fetch-uapi.sh
# Standard output: one line, the directory to hand to the compiler. Standard error: which version it is.
# Exit codes: 0 the headers are there; 3 they cannot be had here, with the reason on standard error.
set -eu

pinned=7.2.13-1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/libbpfsharp/uapi

fail() {
    echo "fetch-uapi: $*" >&2
    exit 3
}

answer() {
    echo "fetch-uapi: linux-libc-dev $1" >&2
    echo "$cache/$1/usr/include"
    exit 0
}

usable() { [ -f "$cache/$1/usr/include/linux/bpf.h" ]; }

usable "$pinned" && answer "$pinned"

# What stood in for a pinned version that is gone is asked for once.
substitute=$(cat "$cache/instead-of-$pinned" 2>/dev/null || true)
[ -n "$substitute" ] && usable "$substitute" && answer "$substitute"

command -v apt-get >/dev/null || fail "this machine has no apt"
command -v dpkg-deb >/dev/null || fail "this machine has no dpkg-deb"

# The mirror is the one this machine's own apt takes Debian from.
# shellcheck disable=SC2016 # apt fills these in
targets=$(apt-get indextargets --format '$(REPO_URI) $(COMPONENT) $(LABEL)' 'Created-By: Packages' 2>/dev/null || true)
mirror=$(echo "$targets" | awk '$2 == "main" && $3 == "Debian" { print $1; exit }')
[ -n "$mirror" ] || mirror=$(echo "$targets" | awk '$2 == "main" && $1 ~ /\/debian\/$/ { print $1; exit }')
[ -n "$mirror" ] || fail "apt is set up with no Debian mirror"

apt=$cache/apt
mkdir -p "$apt/lists/partial" "$apt/archives/partial"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
if [ -f "$keyring" ]; then signed="[signed-by=$keyring] "; else signed=; fi
echo "deb ${signed}${mirror} sid main" >"$apt/sid.list"

# Lists and archives of its own: the machine's apt is left as it was found.
run_apt() {
    apt-get -qq -o "Dir::Etc::SourceList=$apt/sid.list" -o Dir::Etc::SourceParts=/dev/null \
        -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache::archives=$apt/archives" \
        -o "Dir::Cache::pkgcache=" -o "Dir::Cache::srcpkgcache=" \
        -o APT::Sandbox::User=root -o Acquire::Languages=none "$@"
}

run_apt update >"$apt/update.log" 2>&1 || fail "apt cannot read sid's package list: $(tail -n 1 "$apt/update.log")"

scratch=$(mktemp -d "$cache/unpack.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
run_apt download "linux-libc-dev=$pinned" >"$apt/download.log" 2>&1 \
    || run_apt download linux-libc-dev >"$apt/download.log" 2>&1 \
    || fail "apt cannot download linux-libc-dev: $(tail -n 1 "$apt/download.log")"

package=$(ls linux-libc-dev_*.deb)
version=$(dpkg-deb --field "$package" Version)
dpkg-deb --extract "$package" root
rm -rf "${cache:?}/$version"
mv root "$cache/$version"
if [ "$version" != "$pinned" ]; then
    echo "fetch-uapi: the pinned $pinned is gone from the mirror" >&2
    echo "$version" >"$cache/instead-of-$pinned"
fi
rm -rf "$apt/lists" "$scratch"
answer "$version"
