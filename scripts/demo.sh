#!/usr/bin/env bash
# Counts a known amount of traffic of a cgroup with samples/CgroupTraffic, and shows that the counts equal what was sent.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"

SECONDS_COUNTED=10
SECONDS_SENT=7
ATTEMPTS=3

usage() {
    cat << TEXT
usage: demo.sh

Makes a cgroup, sends traffic in it for $SECONDS_SENT seconds, counts that for $SECONDS_COUNTED, and removes the cgroup. Wants root.
TEXT
    exit "$1"
}

case ${1-} in
    -h | --help) usage 0 ;;
    ?*) usage 2 >&2 ;;
esac
need_root
need_build_tools
say "building"
build samples/CgroupTraffic samples/TrafficGenerator

work=$(mktemp -d)
cgroup=$(cgroup2_root)/libbpfsharp-demo-$$
counter=

clean_up() {
    [ -z "$counter" ] || kill -TERM "$counter" 2>/dev/null || true
    wait
    rmdir "$cgroup" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

mkdir "$cgroup"

retransmitted() { awk '/^Tcp:/ { if (!column) { for (i = 1; i <= NF; i++) if ($i == "RetransSegs") column = i } else print $column }' /proc/net/snmp; }

# The counter says on standard error that it is attached; nothing may be sent before that.
wait_until_attached() {
    local line
    while IFS= read -r line <&3; do
        say "$line"
        case $line in *counting*) return ;; esac
    done
    return 1
}

# One run: the counts must be equal; sets before and after to the host's retransmission counter.
run() {
    say "counting $cgroup for $SECONDS_COUNTED seconds"
    before=$(retransmitted)
    mkfifo "$work/messages"
    "$(program CgroupTraffic)" --cgroup "$cgroup" --duration "$SECONDS_COUNTED" --interval 3 --report "$work/counted.json" 2>"$work/messages" &
    counter=$!
    exec 3<"$work/messages"
    wait_until_attached || die "the counter did not attach."
    "$(program TrafficGenerator)" send --cgroup "$cgroup" --seconds "$SECONDS_SENT" >"$work/sent.json" || die "the traffic generator failed."
    wait "$counter" || die "the counter failed: $(cat <&3)"
    counter=
    exec 3<&-
    after=$(retransmitted)
    rm "$work/messages"
    "$(program TrafficGenerator)" compare "$work/sent.json" "$work/counted.json"
}

for ((attempt = 1; attempt <= ATTEMPTS; attempt++)); do
    if run; then equal=yes; else equal=no; fi
    echo "host's TCP retransmission counter: $before before, $after after"
    [ "$before" != "$after" ] || break
    # A segment sent again is a segment counted again: such a run proves nothing about the counts.
    say "the host sent $((after - before)) TCP segments again meanwhile; trying again"
done

[ "$equal" = yes ] || die "the counts differ from what was sent."
if [ "$before" = "$after" ]; then
    echo "All counts equal what was sent."
else
    echo "All counts equal what was sent, but the host's retransmission counter moved in each of $ATTEMPTS runs."
fi
