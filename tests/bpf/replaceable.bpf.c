// A program with a function that others may replace.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__attribute__((noinline)) int replaceable(struct __sk_buff *skb)
{
	int length = skb->len;

	asm volatile("" : "+r"(length));
	return length & 1;
}

SEC("tc")
int call(struct __sk_buff *skb)
{
	return replaceable(skb);
}

char LICENSE[] SEC("license") = "GPL";
