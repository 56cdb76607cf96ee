#!/usr/bin/env bash
# Runs every test project here, and the tests of attaching and of cgroups on another kernel in the kernel lab (LIBBPFSHARP_LAB_KERNEL,
# default 6.12; empty for none), and adds up their results. The last line is "N passed, N failed, N skipped".
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"
# shellcheck source=scripts/lib/results.sh
source "$REPO/scripts/lib/results.sh"
# shellcheck source=scripts/lib/lab-tests.sh
source "$REPO/scripts/lib/lab-tests.sh"

need_test_tools
if [ "$(id -u)" = 0 ]; then
    mount_missing bpf /sys/fs/bpf
    mount_missing tracefs /sys/kernel/tracing
else
    say "not root: kernel tests will skip"
fi

say "building"
build LibBpfSharp.sln
publish_ahead_of_time

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
all_passed=0 all_failed=0 all_skipped=0

# add NAME STATUS FILE: what a program's result file says, to the sum.
add() {
    tally "$@"
    all_passed=$((all_passed + passed)) all_failed=$((all_failed + failed)) all_skipped=$((all_skipped + skipped))
}

for project in "$REPO"/tests/*/*Tests.csproj; do
    name=$(basename "$project" .csproj)
    executable=$(program "$name")
    say "running $name" # which prints each failure, and each skip with its reason
    status=0
    "$executable" -noLogo -noColor -xml "$results/$name.xml" || status=$?

    add "$name" "$status" "$results/$name.xml"
done

# What this machine's kernel may refuse is run on another one.
if [ -n "${LIBBPFSHARP_LAB_KERNEL-6.12}" ]; then
    kernel=${LIBBPFSHARP_LAB_KERNEL-6.12}
    lab_publish_tests
    say "running the tests of attaching and of cgroups on $kernel, emulated"
    filter=()
    for part in Attach Cgroups Hooks Networking Tracing Usdt; do filter+=(-namespace "LibBpfSharp.KernelTests.$part"); done
    status=0
    lab_run_tests "$kernel" 900 "$results/lab" -- "${filter[@]}" || status=$?
    add "the lab's $kernel" "$status" "$results/lab/results.xml"
fi

echo "$all_passed passed, $all_failed failed, $all_skipped skipped"
[ "$all_failed" = 0 ] && [ "$all_passed" -gt 0 ]
