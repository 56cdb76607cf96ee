// struct_ops maps: linked, unlinked and not created by default, with programs, data and an empty member.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct tcp_congestion_ops___lbs {
	__u32 flags;
	void (*init)(void *sk);
	__u32 (*ssthresh)(void *sk);
	void (*release)(void *sk);
	char name[16];
};

SEC("struct_ops")
void lbs_init(unsigned long long *context)
{
}

SEC("struct_ops.s/ssthresh")
__u32 lbs_ssthresh(unsigned long long *context)
{
	return 2;
}

SEC("?struct_ops")
__u32 lbs_ssthresh_other(unsigned long long *context)
{
	return 3;
}

SEC(".struct_ops")
struct tcp_congestion_ops___lbs plain = {
	.init = (void *)lbs_init,
	.ssthresh = (void *)lbs_ssthresh,
	.name = "lbs_plain",
};

SEC(".struct_ops.link")
struct tcp_congestion_ops___lbs linked = {
	.flags = 7,
	.ssthresh = (void *)lbs_ssthresh,
	.name = "lbs_linked",
};

SEC("?.struct_ops.link")
struct tcp_congestion_ops___lbs optional = {
	.init = (void *)lbs_init,
	.name = "lbs_optional",
};

char LICENSE[] SEC("license") = "GPL";
