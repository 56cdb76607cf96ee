// An object whose programs are attached together: by their sections, to a cgroup, not at all.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 hits[3];

static __always_inline int hit(int which)
{
	__sync_fetch_and_add(&hits[which], 1);
	return 1;
}

SEC("raw_tp/task_rename")
int first(void *context)
{
	hit(0);
	return 0;
}

SEC("cgroup_skb/egress")
int second(struct __sk_buff *skb)
{
	return hit(1);
}

SEC("tp/task/task_rename")
int third(void *context)
{
	hit(2);
	return 0;
}

SEC("syscall")
int called(void *context)
{
	return 0;
}

SEC("?raw_tp/task_rename")
int not_loaded(void *context)
{
	return 0;
}

SEC("raw_tp")
int without_place(void *context)
{
	hit(0);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
