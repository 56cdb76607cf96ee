// Programs at statically defined probes, which keep what they read of the last hit.
#include <stdbool.h>
#include <asm/ptrace.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

__u64 hits;
__s64 cookie;
__s64 count;
__s64 sum;
__s64 values[BPF_USDT_MAX_ARG_CNT];

static __always_inline int hit(struct pt_regs *context)
{
	long value;

	__sync_fetch_and_add(&hits, 1);
	cookie = bpf_usdt_cookie(context);
	count = bpf_usdt_arg_cnt(context);
	for (int i = 0; i < BPF_USDT_MAX_ARG_CNT; i++) {
		value = 0;
		bpf_usdt_arg(context, i, &value);
		values[i] = value;
	}
	__sync_fetch_and_add(&sum, values[0]);
	return 0;
}

SEC("?usdt")
int any(struct pt_regs *context)
{
	return hit(context);
}

SEC("?usdt")
int other(struct pt_regs *context)
{
	return hit(context);
}

SEC("?usdt/libstdc++.so.6:libstdcxx:throw")
int thrown(struct pt_regs *context)
{
	return hit(context);
}

SEC("?usdt/libc.so.6:libc")
int malformed(struct pt_regs *context)
{
	return 0;
}

// A program for one place at a time: it is loaded without the type of link that takes many.
SEC("?uprobe")
int single(struct pt_regs *context)
{
	return hit(context);
}

char LICENSE[] SEC("license") = "GPL";
