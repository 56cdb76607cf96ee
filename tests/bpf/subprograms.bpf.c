// Functions of every linkage: static and global in .text, weak, recursive use of one from several programs.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __noinline int twice(int value)
{
	return value * 2 + (int)(bpf_get_prandom_u32() & 1);
}

static __noinline int four_times(int value)
{
	return twice(twice(value));
}

__noinline int is_long(struct __sk_buff *skb)
{
	return skb->len > 1000;
}

__weak __noinline int is_short(struct __sk_buff *skb)
{
	return skb->len < 100;
}

__attribute__((visibility("hidden"))) __noinline int is_marked(struct __sk_buff *skb)
{
	return skb->mark != 0;
}

static long each(__u32 index, void *context)
{
	*(int *)context += twice(index);
	return 0;
}

SEC("cgroup_skb/egress")
int nested(struct __sk_buff *skb)
{
	return four_times(skb->len) > 100;
}

SEC("cgroup_skb/egress")
int same_section(struct __sk_buff *skb)
{
	return twice(skb->len) > 100 && is_short(skb);
}

SEC("cgroup_skb/ingress")
int callback(struct __sk_buff *skb)
{
	int sum = 0;

	bpf_loop(4, each, &sum, 0);
	return sum > is_marked(skb);
}

SEC("socket")
int filter(struct __sk_buff *skb)
{
	return is_long(skb) ? 0 : skb->len;
}

char LICENSE[] SEC("license") = "GPL";
