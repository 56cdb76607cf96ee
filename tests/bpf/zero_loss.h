// What the proofs that no packet is lost share: a counter for each program, which is told when a packet is not where it should be.
#pragma once
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define PROTOCOL_OFFSET 9 /* in an IPv4 header */
#define TCP 6
#define UDP 17

struct seen {
	__u64 udp;
	__u64 tcp;
	__u64 other;
	__u64 wrong; /* seen twice in one place below, or, above, not in every one */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, COUNTERS);
	__type(key, __u32);
	__type(value, struct seen);
} seen SEC(".maps");

static __always_inline int see(struct __sk_buff *skb, __u32 who, int wrong)
{
	struct seen *mine = bpf_map_lookup_elem(&seen, &who);
	__u8 protocol = 0;

	if (!mine)
		return 1;
	bpf_skb_load_bytes(skb, PROTOCOL_OFFSET, &protocol, sizeof(protocol));
	__sync_fetch_and_add(protocol == UDP ? &mine->udp : protocol == TCP ? &mine->tcp : &mine->other, 1);
	if (wrong)
		__sync_fetch_and_add(&mine->wrong, 1);
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
