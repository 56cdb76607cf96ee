// Programs that the verifier rejects, one reason each; none is loaded unless asked for.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __u64);
} flows SEC(".maps");

static __noinline __u64 unchecked(__u32 key)
{
	__u64 *value = bpf_map_lookup_elem(&flows, &key);

	return *value; // null_pointer is rejected here
}

SEC("?cgroup_skb/egress")
int null_pointer(struct __sk_buff *skb)
{
	return unchecked(skb->len) & 1;
}

SEC("?xdp")
int outside_packet(struct xdp_md *context)
{
	void *data = (void *)(long)context->data;

	return *(volatile __u32 *)(data + 4); // outside_packet is rejected here
}

SEC("?socket")
int forbidden_helper(struct __sk_buff *skb)
{
	return bpf_override_return((void *)skb, 0);
}

SEC("?socket")
int long_log(struct __sk_buff *skb)
{
	volatile __u32 sum = 0;

	for (__u32 i = 0; i < 40000; i++)
		sum += i;
	return *(__u32 *)(long)sum; // long_log is rejected here
}

char LICENSE[] SEC("license") = "GPL";
