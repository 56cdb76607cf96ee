# Sourced after common.sh: installs what is missing on Debian and Ubuntu; silent and without network where nothing is.
# shellcheck shell=bash

apt_is_fresh=

apt_refresh() {
    [ -n "$apt_is_fresh" ] && return
    command -v apt-get >/dev/null || die "$1 is missing and this is no Debian or Ubuntu: install it and run again."
    [ "$(id -u)" = 0 ] || die "$1 is missing: run as root, or install it and run again."
    apt-get update -qq >/dev/null || die "apt-get update failed."
    apt_is_fresh=1
}

apt_offers() { apt-cache show "$1" >/dev/null 2>&1; }

# apt_install PACKAGE…: the first of the packages that the distribution has.
apt_install() {
    local package log
    apt_refresh "$1"
    log=$(mktemp)
    for package in "$@"; do
        apt_offers "$package" || continue
        say "installing $package"
        if DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -qq -y --no-install-recommends "$package" >"$log" 2>&1; then
            rm -f "$log"
            hash -r
            return
        fi
        cat "$log" >&2
        rm -f "$log"
        die "$package could not be installed."
    done
    rm -f "$log"
    return 1
}

# need COMMAND PACKAGE…: installs one of the packages where the command is missing.
need() {
    local command=$1
    shift
    command -v "$command" >/dev/null || apt_install "$@" || die "$command is missing and no package $* is offered."
}

# need_file FILE PACKAGE…: the same for a header.
need_file() {
    local file=$1
    shift
    [ -e "$file" ] || apt_install "$@" || die "$file is missing and no package $* is offered."
}

# The compiler of .bpf.c files: 19 where it is offered, or the distribution's own.
need_clang() {
    command -v clang-19 >/dev/null || command -v clang >/dev/null || apt_install clang-19 clang ||
        die "clang is missing and neither clang-19 nor clang is offered."
}

has_sdk() { command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }

# Where no package is offered, Microsoft's own installer puts the SDK under ~/.dotnet.
need_dotnet() {
    if ! has_sdk && [ -x "$HOME/.dotnet/dotnet" ]; then
        export DOTNET_ROOT=$HOME/.dotnet PATH=$HOME/.dotnet:$PATH
    fi
    has_sdk && return
    apt_install dotnet-sdk-10.0 && return
    need curl curl
    say "installing the .NET SDK 10.0 under $HOME/.dotnet"
    curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0 --install-dir "$HOME/.dotnet" >/dev/null ||
        die "the .NET SDK 10.0 is missing and could not be fetched: see https://dot.net"
    export DOTNET_ROOT=$HOME/.dotnet PATH=$HOME/.dotnet:$PATH
}

# What building any project with a .bpf.c needs.
need_build_tools() {
    need_file /etc/ssl/certs/ca-certificates.crt ca-certificates
    need_dotnet
    need_clang
    need_file /usr/include/bpf/bpf_helpers.h libbpf-dev
    need_file /usr/include/linux/bpf.h linux-libc-dev
}

# What the tests that need no kernel need beyond that: the C compiler of the layout oracle.
need_unit_tools() {
    need_build_tools
    need gcc gcc
    need_file /usr/include/stdio.h libc6-dev
}

# What all tests need: network interfaces, and tools to compare with.
need_test_tools() {
    need_unit_tools
    need ip iproute2
    command -v bpftool >/dev/null || apt_install bpftool linux-tools-common || say "bpftool is not offered here: tests that compare with it will skip"
}
