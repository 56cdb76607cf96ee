// Variables that are all static, so that their sections are not offered for mapping.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static volatile __u64 calls = 40;
static volatile __u32 step = 2;

SEC("socket")
int advance(struct __sk_buff *skb)
{
	calls += step;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
