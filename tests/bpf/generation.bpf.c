// Three programs of one generation: each adds up its packets under its own version number, in a map that generations share.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define VERSIONS 16
#ifndef PACKETS
#define PACKETS packets
#endif

const volatile __u32 version = 0;

struct seen {
	__u64 PACKETS;
#ifdef WITH_BYTES
	__u64 bytes;
#endif
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 3 * VERSIONS);
	__type(key, __u32);
	__type(value, struct seen);
} seen SEC(".maps");

static __always_inline int count(struct __sk_buff *skb, __u32 hook)
{
	__u32 key = hook * VERSIONS + version % VERSIONS;
	struct seen *value = bpf_map_lookup_elem(&seen, &key);

	if (value) {
		__sync_fetch_and_add(&value->PACKETS, 1);
#ifdef WITH_BYTES
		__sync_fetch_and_add(&value->bytes, skb->len);
#endif
	}
	return 1;
}

SEC("cgroup_skb/ingress")
int ingress(struct __sk_buff *skb)
{
	return count(skb, 0);
}

SEC("cgroup_skb/egress")
int egress(struct __sk_buff *skb)
{
	return count(skb, 1);
}

SEC("cgroup_skb/egress")
int account(struct __sk_buff *skb)
{
	return count(skb, 2);
}

char LICENSE[] SEC("license") = "GPL";
