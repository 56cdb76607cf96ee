#!/usr/bin/env bash
# Runs the kernel tests on this machine's kernel and on others in the kernel lab, with libbpf beside them to confirm what a kernel refuses.
# Prints one table, kernel × passed, failed, skipped, and why tests were skipped.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"
# shellcheck source=scripts/lib/results.sh
source "$REPO/scripts/lib/results.sh"
# shellcheck source=scripts/lib/debian.sh
source "$REPO/scripts/lib/debian.sh"
# shellcheck source=scripts/lib/corpus.sh
source "$REPO/scripts/lib/corpus.sh"
# shellcheck source=scripts/lib/lab-tests.sh
source "$REPO/scripts/lib/lab-tests.sh"

usage() {
    cat << TEXT
usage: kernel-matrix.sh [--timeout S] [--record] [KERNEL…] [-- ARGUMENT…]

KERNELs: here (this machine's) and ${lab_kernels[*]}; all by default.
ARGUMENTs go to the test program, as in: kernel-matrix.sh 6.12 -- -class '*HooksTests'.
  --timeout S   limit for each kernel of the lab, from power-on to exit (default 1800)
  --record      writes what became of every hook into docs/hooks/, and docs/hooks.md from it
TEXT
    exit "$1"
}

kernels=() limit=1800 record='' jobs=2
while [ $# -gt 0 ]; do
    case $1 in
        --timeout) limit=$2; shift ;;
        --record) record=1 ;;
        -h | --help) usage 0 ;;
        --) shift; break ;;
        -*) usage 2 >&2 ;;
        *) kernels+=("$1") ;;
    esac
    shift
done
[ "${#kernels[@]}" != 0 ] || kernels=(here "${lab_kernels[@]}")
need_root

# build_peer: the program that does with libbpf what the tests do without; sets `peer`.
build_peer() {
    need xz xz-utils
    need make make
    need gcc gcc
    need_file /usr/include/gelf.h libelf-dev
    need_file /usr/include/zlib.h zlib1g-dev
    need_file /usr/include/zstd.h libzstd-dev
    fetch_source 7.2
    build_libbpf
    peer=$REPO/artifacts/hook-peer/hook-peer
    mkdir -p "$(dirname "$peer")"
    gcc -O2 -Wall -Wextra -Werror -static -I"$corpus/tools/libbpf/include" "$REPO/native-shim/hook-peer.c" \
        -o "$peer" "$corpus/tools/libbpf/lib/libbpf.a" -lelf -lz -lzstd
}

# run_here INTO [ARGUMENT…]: on this machine's kernel.
run_here() {
    local into=$1
    shift
    mount_missing bpf /sys/fs/bpf
    mount_missing tracefs /sys/kernel/tracing
    mkdir -p "$into"
    PATH=$(dirname "$peer"):$PATH LIBBPFSHARP_HOOKS=$into/hooks "$lab_published/LibBpfSharp.KernelTests" -noLogo -noColor -xml "$into/results.xml" "$@"
}

# run_on KERNEL INTO [ARGUMENT…]
run_on() {
    local kernel=$1 into=$2
    shift 2
    if [ "$kernel" = here ]; then
        run_here "$into" "$@"
    else
        lab_run_tests "$kernel" "$limit" "$into" --file "$peer:/bin/hook-peer" --env LIBBPFSHARP_HOOKS=/out/hooks -- "$@"
    fi
}

build_peer
publish_ahead_of_time
lab_publish_tests
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
table=() reasons=() bad=0
for kernel in "${kernels[@]}"; do
    say "running the kernel tests on $kernel" # which prints each failure, and each skip with its reason
    status=0
    run_on "$kernel" "$results/$kernel" "$@" >&2 || status=$?
    xml=$results/$kernel/results.xml
    tally "$kernel" "$status" "$xml"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ] || bad=1
    [ "$kernel" != here ] || kernel="here ($(uname -r | grep -o '^[0-9]*\.[0-9]*'))"
    table+=("$(printf '%-12s %7s %7s %7s' "$kernel" "$passed" "$failed" "$skipped")")
    [ ! -s "$xml" ] || reasons+=("" "Skipped on $kernel:" "$(skip_reasons "$xml")")
done

if [ -n "$record" ]; then
    mkdir -p "$REPO/docs/hooks"
    cp "$results"/*/hooks/*.tsv "$REPO/docs/hooks/"
    LIBBPFSHARP_REWRITE_HOOKS=1 dotnet run --project "$REPO/tests/LibBpfSharp.Tests" -v q -- -noLogo -class '*HooksPageTests' >&2 || bad=1
fi
printf '%-12s %7s %7s %7s\n' kernel passed failed skipped
printf '%s\n' "${table[@]}" "${reasons[@]}"
exit "$bad"
