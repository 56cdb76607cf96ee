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
# shellcheck source=scripts/lib/side-by-side.sh
source "$REPO/scripts/lib/side-by-side.sh"

usage() {
    cat << TEXT
usage: test-in-lab.sh [--jobs N] [--timeout S] [KERNEL…] [-- ARGUMENT…]

Runs tests/LibBpfSharp.KernelTests on each KERNEL (default: ${lab_kernels[*]}), published once, self-contained, with the samples.
ARGUMENTs go to the test program, as in: test-in-lab.sh 6.12 -- -class '*LoadTests'.
  --jobs N      kernels run at a time (default: a processor and 3 GiB of free memory each, here $jobs)
  --timeout S   limit for each kernel, from power-on to exit (default $limit); one on which no test ends for $lab_idle_limit s is ended before
What a run that was ended, by limit, signal or a crash of the kernel, came to is counted by what its tests had said; those that did not end count as failed.
Results, console and progress (a line for each test, as it ends) are kept in $results.
TEXT
    exit "$1"
}

kernels=() limit=7200 jobs=$(default_jobs) results=$REPO/artifacts/lab-results
while [ $# -gt 0 ]; do
    case $1 in
        --jobs) jobs=$2; shift ;;
        --timeout) limit=$2; shift ;;
        -h | --help) usage 0 ;;
        --) shift; break ;;
        -*) usage 2 >&2 ;;
        *) kernels+=("$1") ;;
    esac
    shift
done
[ "${#kernels[@]}" != 0 ] || kernels=("${lab_kernels[@]}")
[ "${#kernels[@]}" != 1 ] || jobs=1
arguments=("$@")

# run_on KERNEL INTO
# shellcheck disable=SC2317
run_on() { lab_run_tests "$1" "$limit" "$2" -- "${arguments[@]}"; }

publish_ahead_of_time
lab_publish_tests
summary=() bad=0
forget_results "$results" "${kernels[@]}"
side_by_side "$jobs" "$results" run_on "${kernels[@]}" || bad=$?
for kernel in "${kernels[@]}"; do
    lab_tally "$kernel" "$results/$kernel"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ] || bad=$((bad ? bad : 1))
    summary+=("$kernel: $passed passed, $failed failed, $skipped skipped")
    ! is_whole "$results/$kernel/results.xml" || summary+=("$(skip_reasons "$results/$kernel/results.xml")")
done
printf '%s\n' "${summary[@]}"
exit "$bad"
