#!/usr/bin/env bash
# Runs the tests and adds up their results. The last line is "N passed, N failed, N skipped".
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

kernel=${LIBBPFSHARP_LAB_KERNEL-6.12} results=$REPO/artifacts/test-results
# What this machine's kernel may refuse is run on another one.
namespaces_in_lab=(Attach Cgroups Hooks Networking Tracing Usdt)

usage() {
    cat << TEXT
usage: test.sh [--unit]

Runs lint.sh, builds everything, runs every test project here, and the kernel tests of ${namespaces_in_lab[*]} on another kernel in the kernel lab
(\$LIBBPFSHARP_LAB_KERNEL, default 6.12; empty for none). Kernel tests skip, with a reason, where they lack root or a part of the kernel.
  --unit   lints, builds and runs only what needs neither root nor QEMU, nor a network if all tools and packages are there
Result files are kept in $results.
TEXT
    exit "$1"
}

unit=
while [ $# -gt 0 ]; do
    case $1 in
        --unit) unit=1 ;;
        -h | --help) usage 0 ;;
        *) usage 2 >&2 ;;
    esac
    shift
done

all_passed=0 all_failed=0 all_skipped=0

# add: what tally said, to the sum.
add() { all_passed=$((all_passed + passed)) all_failed=$((all_failed + failed)) all_skipped=$((all_skipped + skipped)); }

# run_project NAME
run_project() {
    local status=0
    say "running $1" # which prints each failure, and each skip with its reason
    LIBBPFSHARP_PROGRESS=$results/$1.progress "$(program "$1")" -noLogo -noColor -xml "$results/$1.xml" || status=$?
    tally "$1" "$status" "$results/$1.xml" "$results/$1.progress"
    add
}

# run_lint: counts as one failed test where something is wrong.
run_lint() {
    "$REPO/scripts/lint.sh" >&2 || { say "lint.sh: failed" && all_failed=$((all_failed + 1)); }
}

run_in_lab() {
    local filter=() part
    for part in "${namespaces_in_lab[@]}"; do filter+=(-namespace "LibBpfSharp.KernelTests.$part"); done
    lab_run_tests "$1" 2700 "$2" -- "${filter[@]}"
}

sum_up() {
    echo "$all_passed passed, $all_failed failed, $all_skipped skipped"
    [ "$all_failed" = 0 ] && [ "$all_passed" -gt 0 ]
}

rm -rf "$results"
mkdir -p "$results"

if [ -n "$unit" ]; then
    need_unit_tools
    run_lint
    say "building"
    build tests/Unit.slnf
    for name in LibBpfSharp.Tests LibBpfSharp.LayoutTests LibBpfSharp.ToolTests; do run_project "$name"; done
    sum_up
    exit
fi

need_test_tools
run_lint
if [ "$(id -u)" = 0 ]; then
    mount_missing bpf /sys/fs/bpf
    mount_missing tracefs /sys/kernel/tracing
else
    say "not root: kernel tests will skip"
fi
say "building"
build LibBpfSharp.sln
publish_ahead_of_time
for project in "$REPO"/tests/*/*Tests.csproj; do run_project "$(basename "$project" .csproj)"; done
if [ -n "$kernel" ]; then
    lab_publish_tests
    side_by_side 1 "$results" run_in_lab "$kernel" || true
    lab_tally "$kernel" "$results/$kernel"
    add
fi
sum_up
