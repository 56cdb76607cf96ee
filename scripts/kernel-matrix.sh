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
# shellcheck source=scripts/lib/side-by-side.sh
source "$REPO/scripts/lib/side-by-side.sh"

usage() {
    cat << TEXT
usage: kernel-matrix.sh [--jobs N] [--timeout S] [--record] [KERNEL…] [-- ARGUMENT…]

KERNELs: here (this machine's) and ${lab_kernels[*]}; all by default. This machine's is first, and alone: some tests measure time.
ARGUMENTs go to the test program, as in: kernel-matrix.sh 6.12 -- -class '*HooksTests'.
  --jobs N      kernels of the lab run at a time (default: a processor and 3 GiB of free memory each, here $jobs)
  --timeout S   limit for each kernel of the lab, from power-on to exit (default $limit); one on which no test ends for $lab_idle_limit s is ended before
  --record      writes what became of every hook into docs/hooks/, and docs/hooks.md from it
What a run that was ended, by limit, signal or a crash of the kernel, came to is counted by what its tests had said; those that did not end count as failed.
Results, console and progress (a line for each test, as it ends) are kept in $results.
TEXT
    exit "$1"
}

kernels=() limit=7200 record='' jobs=$(default_jobs) results=$REPO/artifacts/lab-results
while [ $# -gt 0 ]; do
    case $1 in
        --jobs) jobs=$2; shift ;;
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

arguments=("$@")

# run_on KERNEL INTO
# shellcheck disable=SC2317
run_on() {
    if [ "$1" = here ]; then
        PATH=$(dirname "$peer"):$PATH LIBBPFSHARP_HOOKS=$2/hooks LIBBPFSHARP_PROGRESS=$2/progress \
            "$lab_published/LibBpfSharp.KernelTests" -noLogo -noColor -xml "$2/results.xml" "${arguments[@]}"
    else
        lab_run_tests "$1" "$limit" "$2" --file "$peer:/bin/hook-peer" --env LIBBPFSHARP_HOOKS=/out/hooks -- "${arguments[@]}"
    fi
}

build_peer
publish_ahead_of_time
lab_publish_tests
forget_results "$results" "${kernels[@]}"
here=() others=() table=() reasons=() bad=0
for kernel in "${kernels[@]}"; do
    if [ "$kernel" = here ]; then here=(here); else others+=("$kernel"); fi
done
if [ "${#here[@]}" != 0 ]; then
    mount_missing bpf /sys/fs/bpf
    mount_missing tracefs /sys/kernel/tracing
    side_by_side 1 "$results" run_on here || bad=$?
fi
[ "${#others[@]}" = 0 ] || [ "$bad" != 0 ] || side_by_side "$jobs" "$results" run_on "${others[@]}" || bad=$?
for kernel in "${kernels[@]}"; do
    into=$results/$kernel
    [ "$kernel" != here ] || kernel="here ($(uname -r | grep -o '^[0-9]*\.[0-9]*'))"
    lab_tally "$kernel" "$into"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ] || bad=$((bad ? bad : 1))
    table+=("$(printf '%-12s %7s %7s %7s' "$kernel" "$passed" "$failed" "$skipped")")
    ! is_whole "$into/results.xml" || reasons+=("" "Skipped on $kernel:" "$(skip_reasons "$into/results.xml")")
done

if [ -n "$record" ]; then
    mkdir -p "$REPO/docs/hooks"
    for kernel in "${kernels[@]}"; do cp "$results/$kernel"/hooks/*.tsv "$REPO/docs/hooks/"; done
    LIBBPFSHARP_REWRITE_HOOKS=1 dotnet run --project "$REPO/tests/LibBpfSharp.Tests" -v q -- -noLogo -class '*HooksPageTests' >&2 || bad=1
fi
printf '%-12s %7s %7s %7s\n' kernel passed failed skipped
printf '%s\n' "${table[@]}" "${reasons[@]}"
exit "$bad"
