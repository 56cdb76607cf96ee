#!/usr/bin/env bash
# Runs the kernel tests on other kernels, in the kernel lab. The last lines are "KERNEL: N passed, N failed, N skipped".
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"
# shellcheck source=scripts/lib/results.sh
source "$REPO/scripts/lib/results.sh"

usage() {
    cat << TEXT
usage: test-in-lab.sh [--timeout S] [KERNEL…] [-- ARGUMENT…]

Runs tests/LibBpfSharp.KernelTests on each KERNEL (default: ${all_kernels[*]}), published once, self-contained, with the samples.
ARGUMENTs go to the test program, as in: test-in-lab.sh 6.12 -- -class '*LoadTests'.
  --timeout S   limit for each kernel, from power-on to exit (default 900)
TEXT
    exit "$1"
}

all_kernels=(5.10 6.1 6.12 7.2)
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
[ "${#kernels[@]}" != 0 ] || kernels=("${all_kernels[@]}")

need_test_tools
need setpriv util-linux

# Into one folder: the tests find the samples beside themselves, and the runtime is there once.
published=$REPO/artifacts/lab
for project in samples/CgroupTraffic samples/TrafficGenerator tests/LibBpfSharp.KernelTests; do
    say "publishing $project"
    dotnet publish "$REPO/$project" -c Release -f net10.0 -r linux-x64 --self-contained -o "$published" -v q -nologo >&2 ||
        die "$project cannot be published."
done

# What the tests read of the repository goes where it lies here; the objects name their sources by these paths.
bring=(--file "$published:/app")
for part in LibBpfSharp.sln README.md tests/bpf; do bring+=(--file "$REPO/$part:$REPO/$part"); done
for tool in bpftool setpriv; do
    path=$(PATH=$PATH:/usr/sbin:/sbin command -v "$tool") && bring+=(--file "$(readlink -f "$path"):/bin/$tool")
done

# What only some kernels have as a module; tests that need one that is missing skip.
modules=(nf_conntrack)

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
summary=() bad=0
for kernel in "${kernels[@]}"; do
    say "running the kernel tests on $kernel" # which prints each failure, and each skip with its reason
    options=()
    for module in "${modules[@]}"; do options+=(--module "$module"); done
    status=0
    "$REPO/scripts/kernel-lab.sh" "${bring[@]}" "${options[@]}" --env "LIBBPFSHARP_REPOSITORY=$REPO" --env DOTNET_TieredPGO=0 --timeout "$limit" \
        --out "$results/$kernel" "$kernel" -- LibBpfSharp.KernelTests -noLogo -noColor -xml /out/results.xml "$@" || status=$?

    xml=$results/$kernel/results.xml
    if [ ! -s "$xml" ]; then
        summary+=("$kernel: ended with exit code $status and without results")
        bad=1
        continue
    fi
    failed=$(failures "$xml")
    if [ "$status" != 0 ] && [ "$failed" = 0 ]; then
        say "$kernel: ended with exit code $status although its tests passed"
        failed=1
    fi
    [ "$failed" = 0 ] && [ "$(attribute passed "$xml")" -gt 0 ] || bad=1
    summary+=("$kernel: $(attribute passed "$xml") passed, $failed failed, $(attribute skipped "$xml") skipped" "$(skip_reasons "$xml")")
done
printf '%s\n' "${summary[@]}"
exit "$bad"
