// A kernel function that no kernel has, not marked weak: the whole object is refused, though the program is not loaded by itself.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

void lbs_missing_kfunc(void) __ksym;

SEC("?tc")
int call(struct __sk_buff *skb)
{
	lbs_missing_kfunc();
	return 0;
}

SEC("tc")
int pass(struct __sk_buff *skb)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
