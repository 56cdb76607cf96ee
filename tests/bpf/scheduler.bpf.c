// A scheduler (sched_ext): first come, first served, from one queue that all processors share.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define GLOBAL_QUEUE ((1ull << 63) | 1) // SCX_DSQ_GLOBAL
#define SLICE 20000000 // nanoseconds

struct task_struct {
	int tgid;
};

struct sched_ext_ops {
	void (*enqueue)(struct task_struct *task, __u64 flags);
	__s32 (*init)(void);
	char name[128];
};

extern void scx_bpf_dsq_insert(struct task_struct *task, __u64 queue, __u64 slice, __u64 flags) __ksym;

__u64 starts, queued;

SEC("struct_ops.s/init")
__s32 start(unsigned long long *context)
{
	starts++;
	return 0;
}

SEC("struct_ops/enqueue")
void enqueue(unsigned long long *context)
{
	__sync_fetch_and_add(&queued, 1);
	scx_bpf_dsq_insert((struct task_struct *)context[0], GLOBAL_QUEUE, SLICE, context[1]);
}

SEC(".struct_ops.link")
struct sched_ext_ops scheduler = {
	.enqueue = (void *)enqueue,
	.init = (void *)start,
	.name = "lbs_scheduler",
};

char LICENSE[] SEC("license") = "GPL";
