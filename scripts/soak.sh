#!/usr/bin/env bash
# Produces and consumes events for a while and adds up: produced = consumed + reported lost, and memory flat.
#
#   scripts/soak.sh [SECONDS] [EVENTS_PER_SECOND]    1800 and 100000 unless told
#
# A line a minute; exit code 0 if both hold at the end.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

need_root
build bench/LibBpfSharp.Benchmarks
"$(program LibBpfSharp.Benchmarks)" soak "${1:-1800}" "${2:-100000}"
