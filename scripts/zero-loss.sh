#!/usr/bin/env bash
# Exchanges programs under traffic, and shows that no packet is lost or seen twice: a million packets each of UDP and TCP, ten thousand exchanges,
# in each way: link update, BPF_F_REPLACE, and generations of three programs, hook by hook and by selector.
# The last line is "N passed, N failed, N skipped".
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"
# shellcheck source=scripts/lib/results.sh
source "$REPO/scripts/lib/results.sh"

usage() {
    cat << TEXT
usage: zero-loss.sh [--packets N] [--swaps N]

  --packets N   packets of each protocol, at least (default $packets)
  --swaps N     exchanges in each way, at least (default $swaps)
TEXT
    exit "$1"
}

packets=1000000 swaps=10000
while [ $# -gt 0 ]; do
    case $1 in
        --packets) packets=$2; shift ;;
        --swaps) swaps=$2; shift ;;
        -h | --help) usage 0 ;;
        *) usage 2 >&2 ;;
    esac
    shift
done

need_root
need_test_tools
say "building"
build tests/LibBpfSharp.KernelTests

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say "exchanging programs $swaps times in each way, under $packets packets of each protocol"
status=0
LIBBPFSHARP_ZERO_LOSS_PACKETS=$packets LIBBPFSHARP_ZERO_LOSS_SWAPS=$swaps LIBBPFSHARP_ZERO_LOSS_REPORT=$work/report \
    "$(program LibBpfSharp.KernelTests)" -noLogo -noColor -class '*.ZeroLossTests' -xml "$work/results.xml" >&2 || status=$?
[ ! -s "$work/report" ] || cat "$work/report"
[ -s "$work/results.xml" ] || die "the test ended with exit code $status and without results."
echo "$(attribute passed "$work/results.xml") passed, $(failures "$work/results.xml") failed, $(attribute skipped "$work/results.xml") skipped"
exit "$status"
