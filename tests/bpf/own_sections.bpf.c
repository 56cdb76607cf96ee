// Sections that mean something to a handler only, and one that a handler gives another meaning.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 hits;

SEC("count/task_rename")
int counted(void *context)
{
	__sync_fetch_and_add(&hits, 1);
	return 0;
}

SEC("what_is_this")
int unknown(void *context)
{
	return 0;
}

SEC("xdp")
int not_xdp(void *context)
{
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
