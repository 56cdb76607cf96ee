#!/usr/bin/env bash
# Runs the kernel tests on other kernels, in the kernel lab. The last lines are "KERNEL: N passed, N failed, N skipped".
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"
# shellcheck source=scripts/lib/results.sh
source "$REPO/scripts/lib/results.sh"
# shellcheck source=scripts/lib/lab-tests.sh
source "$REPO/scripts/lib/lab-tests.sh"

usage() {
    cat << TEXT
usage: test-in-lab.sh [--timeout S] [KERNEL…] [-- ARGUMENT…]

Runs tests/LibBpfSharp.KernelTests on each KERNEL (default: ${lab_kernels[*]}), published once, self-contained, with the samples.
ARGUMENTs go to the test program, as in: test-in-lab.sh 6.12 -- -class '*LoadTests'.
  --timeout S   limit for each kernel, from power-on to exit (default 900)
TEXT
    exit "$1"
}

kernels=() limit=900
while [ $# -gt 0 ]; do
    case $1 in
        --timeout) limit=$2; shift ;;
        -h | --help) usage 0 ;;
        --) shift; break ;;
        -*) usage 2 >&2 ;;
        *) kernels+=("$1") ;;
    esac
    shift
done
[ "${#kernels[@]}" != 0 ] || kernels=("${lab_kernels[@]}")

publish_ahead_of_time
lab_publish_tests
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
summary=() bad=0
for kernel in "${kernels[@]}"; do
    say "running the kernel tests on $kernel" # which prints each failure, and each skip with its reason
    status=0
    lab_run_tests "$kernel" "$limit" "$results/$kernel" -- "$@" || status=$?
    xml=$results/$kernel/results.xml
    tally "$kernel" "$status" "$xml"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ] || bad=1
    summary+=("$kernel: $passed passed, $failed failed, $skipped skipped")
    [ ! -s "$xml" ] || summary+=("$(skip_reasons "$xml")")
done
printf '%s\n' "${summary[@]}"
exit "$bad"
