// Maps of several types and every attribute a declaration can carry.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct flow {
	__u32 address;
	__u16 port;
	__u16 protocol;
};

struct stats {
	__u64 packets;
	__u64 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 128);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct flow);
	__type(value, struct stats);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 16);
	__uint(key_size, 4);
	__uint(value_size, 12);
	__uint(map_flags, BPF_F_MMAPABLE);
} slots SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct stats);
} per_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 64);
	__type(key, __u64);
	__type(value, __u32);
} recent SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 100);
	__uint(value_size, 4);
	__uint(map_extra, 3);
} known SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
	__uint(numa_node, 0);
	__uint(map_flags, BPF_F_NUMA_NODE);
	__type(key, __u32);
	__type(value, __u64);
} lbs_shared SEC(".maps");

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} inner_a SEC(".maps"), inner_b SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} outer SEC(".maps") = {
	.values = { [0] = &inner_a, [2] = &inner_b },
};

SEC("cgroup_skb/egress")
int touch(struct __sk_buff *skb)
{
	struct flow flow = { .address = skb->remote_ip4, .port = skb->remote_port };
	struct stats one = { 1, skb->len };
	__u32 slot = skb->len & 3;
	__u64 cookie = bpf_get_socket_cookie(skb);
	struct stats *stats = bpf_map_lookup_elem(&per_cpu, &slot);
	void *inner = bpf_map_lookup_elem(&outer, &slot);
	__u64 *count;

	bpf_map_update_elem(&flows, &flow, &one, BPF_ANY);
	bpf_map_update_elem(&recent, &cookie, &slot, BPF_ANY);
	if (stats)
		stats->packets++;
	if (inner && (count = bpf_map_lookup_elem(inner, &slot)))
		*count += 1;
	if (bpf_map_lookup_elem(&slots, &slot) && (count = bpf_map_lookup_elem(&lbs_shared, &slot)))
		bpf_ringbuf_output(&events, count, sizeof(*count), 0);
	return 1;
}

// Apart, for kernels without Bloom filters.
SEC("?cgroup_skb/egress")
int remember(struct __sk_buff *skb)
{
	__u32 length = skb->len;

	bpf_map_push_elem(&known, &length, BPF_ANY);
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
