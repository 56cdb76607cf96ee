// Data sections that end in an array, to be resized before the load, and one that does not.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const volatile __u32 table_length = 1;
__u64 table_calls SEC(".data.table");
__u32 table[1] SEC(".data.table");
__u64 plain SEC(".data.plain");

SEC("socket")
int sum(struct __sk_buff *skb)
{
	__u32 total = 0;

	table_calls++;
	for (__u32 i = 0; i < table_length && i < 64; i++)
		total += table[i];
	return total + plain;
}

SEC("socket")
int other(struct __sk_buff *skb)
{
	return plain + 1;
}

char LICENSE[] SEC("license") = "GPL";
