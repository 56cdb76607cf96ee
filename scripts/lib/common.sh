# Sourced by the scripts of this folder: where the repository is, and how a script speaks.
# shellcheck shell=bash

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 # the dotnet command itself then needs no ICU

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$(basename "$0"): $*"
    exit 1
}

need_root() { [ "$(id -u)" = 0 ] || die "run as root: loading BPF programs needs CAP_BPF and CAP_NET_ADMIN."; }

# build PROJECT_OR_SOLUTION…: quiet when it works, the whole output when it does not.
build() {
    local log target
    log=$(mktemp)
    for target in "$@"; do
        if ! dotnet build "$REPO/$target" --configuration Release --nologo --verbosity quiet >"$log" 2>&1; then
            cat "$log" >&2
            rm -f "$log"
            die "$target does not build."
        fi
    done
    rm -f "$log"
}

# program NAME: path of the built executable of a project.
program() { printf '%s/artifacts/bin/%s/release/%s' "$REPO" "$1" "$1"; }

# mount_missing TYPE PATH: mounts a kernel file system where it is not mounted yet.
mount_missing() {
    grep -q " $2 $1 " /proc/mounts && return
    mkdir -p "$2" 2>/dev/null || true
    mount -t "$1" "$1" "$2" || say "could not mount $1 at $2: what needs it will say so"
}

# cgroup2_root: where the cgroup v2 hierarchy is mounted, alone or beside v1.
cgroup2_root() {
    awk '$3 == "cgroup2" { print $2; found = 1; exit } END { exit !found }' /proc/mounts ||
        die "no cgroup v2 hierarchy is mounted: mount -t cgroup2 none /sys/fs/cgroup/unified"
}
