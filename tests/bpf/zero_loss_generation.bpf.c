// Proves packet by packet that each of three hooks shows a packet to exactly one program, while generations of all three follow each other.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define PROTOCOL_OFFSET 9 /* in an IPv4 header */
#define TCP 6
#define UDP 17
#define HOOKS 3
#define VERSIONS 2
#define ALL_HOOKS ((1 << HOOKS) - 1)
#define ABOVE (HOOKS * VERSIONS)

const volatile __u32 version = 0;

struct seen {
	__u64 udp;
	__u64 tcp;
	__u64 other;
	__u64 wrong; /* seen twice at one hook, or, above, not at every hook */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, ABOVE + 1);
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

static __always_inline int pass(struct __sk_buff *skb, __u32 hook)
{
	int twice = skb->mark & (1 << hook);

	skb->mark |= 1 << hook;
	return see(skb, hook * VERSIONS + version % VERSIONS, twice);
}

SEC("cgroup_skb/egress")
int first(struct __sk_buff *skb)
{
	return pass(skb, 0);
}

SEC("cgroup_skb/egress")
int second(struct __sk_buff *skb)
{
	return pass(skb, 1);
}

SEC("cgroup_skb/egress")
int third(struct __sk_buff *skb)
{
	return pass(skb, 2);
}

// On the parent cgroup, whose programs run after those below; an object of its own.
SEC("?cgroup_skb/egress")
int above(struct __sk_buff *skb)
{
	return see(skb, ABOVE, (skb->mark & ALL_HOOKS) != ALL_HOOKS);
}

char LICENSE[] SEC("license") = "GPL";
