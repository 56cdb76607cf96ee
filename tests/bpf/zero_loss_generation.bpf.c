// Proves packet by packet that each of three hooks shows a packet to exactly one program, while generations of all three follow each other.
#define HOOKS 3
#define VERSIONS 2
#define ALL_HOOKS ((1 << HOOKS) - 1)
#define ABOVE (HOOKS * VERSIONS)
#define COUNTERS (ABOVE + 1)
#include "zero_loss.h"

const volatile __u32 version = 0;

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
