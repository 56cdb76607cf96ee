#!/usr/bin/env bash
# Runs every test project and adds up their results. The last line is "N passed, N failed, N skipped".
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"
# shellcheck source=scripts/lib/results.sh
source "$REPO/scripts/lib/results.sh"

need_test_tools
if [ "$(id -u)" = 0 ]; then
    mount_missing bpf /sys/fs/bpf
    mount_missing tracefs /sys/kernel/tracing
else
    say "not root: kernel tests will skip"
fi

say "building"
build LibBpfSharp.sln

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

for project in "$REPO"/tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    executable=$(program "$name")
    [ -x "$executable" ] || continue # a library that tests share
    say "running $name" # which prints each failure, and each skip with its reason
    status=0
    "$executable" -noLogo -noColor -xml "$results/$name.xml" || status=$?

    if [ ! -s "$results/$name.xml" ]; then
        say "$name ended with exit code $status and without results"
        failed=$((failed + 1))
        continue
    fi
    bad=$(failures "$results/$name.xml")
    if [ "$status" != 0 ] && [ "$bad" = 0 ]; then
        say "$name ended with exit code $status although its tests passed"
        bad=1
    fi
    passed=$((passed + $(attribute passed "$results/$name.xml")))
    failed=$((failed + bad))
    skipped=$((skipped + $(attribute skipped "$results/$name.xml")))
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
