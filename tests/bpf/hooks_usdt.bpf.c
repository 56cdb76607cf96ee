// Counting programs of statically defined probes.
#include <stdbool.h>
#include <asm/ptrace.h>
#include "hooks.h"
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

HOOK("usdt", usdt, 0)
HOOK("usdt.s", usdt_s, 0)
