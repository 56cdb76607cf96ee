# Debian packages of any release, fetched from the mirror this machine's apt already uses.
# Sourced after common.sh; sets `cache`, where scripts keep what is downloaded and built once.
# shellcheck shell=bash

cache=${XDG_CACHE_HOME:-$HOME/.cache}/libbpfsharp

# debian_mirror LABEL: the address apt has for the archive (Debian) or the security archive (Debian-Security).
debian_mirror() {
    local chosen=LIBBPFSHARP_MIRROR_${1//-/_} address
    address=${!chosen:-}
    # shellcheck disable=SC2016
    [ -n "$address" ] || address=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' |
        awk -v label="$1" '$1 == label && !found++ { print $2 }')
    [ -n "$address" ] || die "apt on this machine knows no $1 archive (run apt-get update, or set $chosen)"
    echo "$address"
}

# debian_apt SUITE TOOL ARGUMENT...: apt-get or apt-cache over that suite alone, with state of its own.
# The keyring is apt's default one, so lists and packages are verified as any other.
debian_apt() {
    local suite=$1 tool=$2 state=$cache/apt/$1
    shift 2
    "$tool" -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=- \
        -o Dir::State::lists="$state/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$state" \
        -o APT::Architecture=amd64 -o APT::Architectures=amd64 -o APT::Sandbox::User=root \
        -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
        -o Debug::NoLocking=true "$@"
}

# debian_lists SUITE: has the package lists of a suite, not older than a day.
debian_lists() {
    local state=$cache/apt/$1
    [ -z "$(find "$state/fresh" -mtime -1 2> /dev/null)" ] || return 0
    mkdir -p "$state/lists/partial" "$state/archives/partial"
    {
        echo "deb $(debian_mirror Debian) $1 main"
        [ "$1" = sid ] || [[ $1 == *-backports ]] || echo "deb $(debian_mirror Debian-Security) $1-security main"
    } > "$state/sources.list"
    debian_apt "$1" apt-get -qq update || die "no package lists for $1"
    touch "$state/fresh"
}

# debian_newest SUITE PATTERN: the newest package whose whole name matches the extended regular expression.
debian_newest() {
    debian_lists "$1"
    debian_apt "$1" apt-cache pkgnames | { grep -E -x -e "$2" || true; } | sort -V | tail -n 1
}

# debian_download SUITE DIRECTORY PACKAGE...: the .deb files, verified by apt.
debian_download() {
    local suite=$1 into=$2
    shift 2
    debian_lists "$suite"
    mkdir -p "$into"
    (cd "$into" && debian_apt "$suite" apt-get -qq download "$@") || die "cannot download $* of $suite"
}
