// A program array with programs in it from the start.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int leaf(struct __sk_buff *skb);
int other_leaf(struct __sk_buff *skb);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 4);
	__uint(key_size, sizeof(__u32));
	__array(values, int (void *));
} jumps SEC(".maps") = {
	.values = { [1] = (void *)&leaf, [3] = (void *)&other_leaf },
};

SEC("socket")
int leaf(struct __sk_buff *skb)
{
	return 11;
}

SEC("socket")
int other_leaf(struct __sk_buff *skb)
{
	return 13;
}

SEC("socket")
int entry(struct __sk_buff *skb)
{
	bpf_tail_call(skb, &jumps, 3);
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
