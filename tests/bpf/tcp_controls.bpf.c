// TCP congestion controls that can be registered: with a link, without one, and a second for the first one's place.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct tcp_congestion_ops {
	void (*init)(void *sk);
	__u32 (*ssthresh)(void *sk);
	void (*cong_avoid)(void *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(void *sk);
	char name[16];
};

__u64 starts;

// Nothing but descriptors holds it.
struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} jumps SEC(".maps");

SEC("struct_ops")
void started(unsigned long long *context)
{
	__sync_fetch_and_add(&starts, 1);
}

SEC("struct_ops")
__u32 threshold(unsigned long long *context)
{
	return 2;
}

SEC("struct_ops")
void avoid(unsigned long long *context)
{
}

SEC("struct_ops")
__u32 undo(unsigned long long *context)
{
	return 10;
}

SEC(".struct_ops")
struct tcp_congestion_ops plain = {
	.init = (void *)started,
	.ssthresh = (void *)threshold,
	.cong_avoid = (void *)avoid,
	.undo_cwnd = (void *)undo,
	.name = "lbs_plain",
};

SEC(".struct_ops.link")
struct tcp_congestion_ops linked = {
	.init = (void *)started,
	.ssthresh = (void *)threshold,
	.cong_avoid = (void *)avoid,
	.undo_cwnd = (void *)undo,
	.name = "lbs_linked",
};

SEC(".struct_ops.link")
struct tcp_congestion_ops successor = {
	.ssthresh = (void *)threshold,
	.cong_avoid = (void *)avoid,
	.undo_cwnd = (void *)undo,
	.name = "lbs_linked",
};

SEC(".struct_ops.link")
struct tcp_congestion_ops incomplete = {
	.ssthresh = (void *)threshold,
	.name = "lbs_incomplete",
};

char LICENSE[] SEC("license") = "GPL";
