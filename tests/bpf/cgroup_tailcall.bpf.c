// Counts packets behind a tail call, and those whose tail call found nothing.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int behind(struct __sk_buff *skb);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__array(values, int (void *));
} jumps SEC(".maps") = {
	.values = { [0] = (void *)&behind },
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} packets SEC(".maps");

static __always_inline int count(__u32 index)
{
	__u64 *counter = bpf_map_lookup_elem(&packets, &index);

	if (counter)
		__sync_fetch_and_add(counter, 1);
	return 1;
}

SEC("cgroup_skb/egress")
int behind(struct __sk_buff *skb)
{
	return count(1);
}

SEC("cgroup_skb/egress")
int entry(struct __sk_buff *skb)
{
	bpf_tail_call(skb, &jumps, 0);
	return count(0);
}

char LICENSE[] SEC("license") = "GPL";
