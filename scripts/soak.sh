#!/usr/bin/env bash
# Produces and consumes events for a while and adds up: produced = consumed + reported lost, and memory flat.
# A line for each thirtieth of the time; exit code 0 if both hold at the end.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

usage() {
    cat << 'TEXT'
usage: soak.sh [SECONDS] [EVENTS_PER_SECOND]    1800 and 100000 unless told

A ring buffer and perf buffers get so many events a second each, and 20,000 more at once every five seconds; a stream with the mode Wait and one
with DropOldest read them.

Memory is flat if, from the median of the middle third of the lines to that of the last third,
  - managed objects have grown by 64 KiB at most (live bytes, after a blocking, compacting collection of all generations),
  - native allocations have grown by 64 KiB at most (bytes malloc has handed out and not got back, in all its arenas),
  - private resident memory has grown by 1 MiB at most (heaps, stacks, compiled code; after that collection, and after malloc has given back free pages),
  - there are no more descriptors.
Each method is compiled once (DOTNET_TieredCompilation=0): the runtime's compiler, which otherwise goes on in the background, then leaves nothing behind.
The resident set of the process is shown as it was before. It is no criterion: docs/decisions.md tells what it has in it.
TEXT
    exit "$1"
}

case ${1-} in
    -h | --help) usage 0 ;;
    -*) usage 2 >&2 ;;
esac
[ $# -le 2 ] || usage 2 >&2

need_root
build bench/LibBpfSharp.Benchmarks
DOTNET_TieredCompilation=0 "$(program LibBpfSharp.Benchmarks)" soak "${1:-1800}" "${2:-100000}"
