// A global function whose context is untyped but tagged, called by programs of two types.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define CONTEXT __attribute__((btf_decl_tag("arg:ctx")))

__noinline int first_word(void *context CONTEXT)
{
	return context ? *(int *)context : 0;
}

__noinline int second_word(void *context CONTEXT, int scale)
{
	return context ? ((int *)context)[1] * scale : 0;
}

SEC("socket")
int filter(struct __sk_buff *skb)
{
	return first_word(skb);
}

SEC("sk_reuseport")
int choose(struct sk_reuseport_md *context)
{
	return context->len > 100;
}

SEC("cgroup/sysctl")
int watch(struct bpf_sysctl *context)
{
	return (first_word(context) + second_word(context, 2)) & 1;
}

char LICENSE[] SEC("license") = "GPL";
