// Proves packet by packet that two programs that are exchanged for each other all the time see each packet once between them.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define SEEN 0x5eed
#define PROTOCOL_OFFSET 9 /* in an IPv4 header */
#define TCP 6
#define UDP 17

enum { OLD, NEXT, PARENT };

struct seen {
	__u64 udp;
	__u64 tcp;
	__u64 other;
	__u64 wrong; /* seen by both below, or, above, by none */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 3);
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

SEC("cgroup_skb/egress")
int old(struct __sk_buff *skb)
{
	int twice = skb->mark == SEEN;

	skb->mark = SEEN;
	return see(skb, OLD, twice);
}

SEC("cgroup_skb/egress")
int next(struct __sk_buff *skb)
{
	int twice = skb->mark == SEEN;

	skb->mark = SEEN;
	return see(skb, NEXT, twice);
}

// On the parent cgroup, whose programs run after those below.
SEC("cgroup_skb/egress")
int parent(struct __sk_buff *skb)
{
	return see(skb, PARENT, skb->mark != SEEN);
}

char LICENSE[] SEC("license") = "GPL";
