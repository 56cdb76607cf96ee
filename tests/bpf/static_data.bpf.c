// A data section of static and hidden variables alone, and one that others may see.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__hidden __u64 hidden_total;
__u64 open_total SEC(".bss.open");

SEC("socket") int count(struct __sk_buff *skb)
{
	static volatile __u32 calls;

	hidden_total += skb->len;
	open_total++;
	return ++calls;
}
