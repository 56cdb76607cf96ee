// Proves packet by packet that two programs that are exchanged for each other all the time see each packet once between them.
#define OLD 0
#define NEXT 1
#define PARENT 2
#define COUNTERS 3
#include "zero_loss.h"

#define SEEN 0x5eed

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
