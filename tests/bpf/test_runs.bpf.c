// Programs for test runs: what they are given shows in what they give back.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define ENOUGH 64

SEC("tc")
int swap_first_bytes(struct __sk_buff *skb)
{
	unsigned char bytes[2], swapped[2];

	if (bpf_skb_load_bytes(skb, 0, bytes, sizeof(bytes)))
		return -1;
	swapped[0] = bytes[1];
	swapped[1] = bytes[0];
	bpf_skb_store_bytes(skb, 0, swapped, sizeof(swapped), 0);
	skb->mark = skb->mark + 1;
	return skb->len;
}

SEC("xdp")
int add_header(struct xdp_md *context)
{
	return bpf_xdp_adjust_head(context, -16) ? XDP_ABORTED : XDP_TX;
}

__u64 frames;

SEC("?xdp")
int count_and_drop(struct xdp_md *context)
{
	__sync_fetch_and_add(&frames, 1);
	return XDP_DROP;
}

// Stores without having the checksum follow.
SEC("?tc")
int spoil_checksum(struct __sk_buff *skb)
{
	__u16 other = 0x1234;

	bpf_skb_store_bytes(skb, 20, &other, sizeof(other), 0);
	return 0;
}

SEC("?raw_tp/task_rename")
int add_arguments(struct bpf_raw_tracepoint_args *context)
{
	return context->args[0] + context->args[1];
}

SEC("?raw_tp/task_rename")
int which_cpu(void *context)
{
	return bpf_get_smp_processor_id();
}

SEC("?syscall")
int double_it(unsigned long long *context)
{
	context[0] *= 2;
	return 7;
}

SEC("?cgroup/dev")
int not_runnable(void *context)
{
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
