// Programs of every kind that its section's name attaches, each counting how often it ran and what cookie it has.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define PART __attribute__((preserve_access_index))

struct seq_file;

struct PART bpf_iter_meta {
	struct seq_file *seq;
};

struct PART task_struct {
	int tgid;
};

struct PART bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
};

struct PART kernfs_node {
	__u64 id;
};

struct PART cgroup {
	struct kernfs_node *kn;
};

struct PART bpf_iter__cgroup {
	struct bpf_iter_meta *meta;
	struct cgroup *cgroup;
};

struct PART bpf_iter__bpf_map_elem {
	struct bpf_iter_meta *meta;
	void *key;
	__u64 *value;
};

__u64 hits;
__u64 cookie;
const volatile int with_cookie;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

static __always_inline int hit(void *context)
{
	if (with_cookie)
		cookie = bpf_get_attach_cookie(context);
	__sync_fetch_and_add(&hits, 1);
	return 0;
}

SEC("?raw_tp/task_rename")
int raw(struct bpf_raw_tracepoint_args *context)
{
	return hit(context);
}

SEC("?raw_tp/no_such_tracepoint")
int raw_nowhere(struct bpf_raw_tracepoint_args *context)
{
	return 0;
}

SEC("?raw_tp")
int raw_unnamed(struct bpf_raw_tracepoint_args *context)
{
	return hit(context);
}

SEC("?tp/task/task_rename")
int tracepoint(void *context)
{
	return hit(context);
}

SEC("?tp/task/task_renamed")
int tracepoint_misspelt(void *context)
{
	return hit(context);
}

SEC("?tp/no_category")
int tracepoint_malformed(void *context)
{
	return hit(context);
}

SEC("?tp_btf/task_rename")
int typed(unsigned long long *context)
{
	return hit(context);
}

SEC("?fentry/bpf_fentry_test1")
int entered(unsigned long long *context)
{
	return hit(context);
}

SEC("?fentry.multi/do_nanosle??")
int functions_entered(unsigned long long *context)
{
	return hit(context);
}

SEC("?fexit.multi/do_nanosleep")
int functions_left(unsigned long long *context)
{
	return hit(context);
}

SEC("?fsession.multi/vmlinux:do_nanosleep")
int functions_around(unsigned long long *context)
{
	return hit(context);
}

SEC("?fentry.multi/no_such_module:*")
int functions_nowhere(unsigned long long *context)
{
	return 0;
}

SEC("?perf_event")
int sampled(struct bpf_perf_event_data *context)
{
	return hit(context);
}

SEC("?kprobe/do_nanosleep")
int kernel_function(struct pt_regs *context)
{
	return hit(context);
}

SEC("?kprobe")
int kernel_function_unnamed(struct pt_regs *context)
{
	return hit(context);
}

SEC("?uprobe")
int user_unnamed(struct pt_regs *context)
{
	return hit(context);
}

SEC("?kretprobe/do_nanosleep")
int kernel_return(struct pt_regs *context)
{
	return hit(context);
}

SEC("?ksyscall/getppid")
int system_call(struct pt_regs *context)
{
	return hit(context);
}

SEC("?kprobe.multi/do_nanosle??")
int kernel_functions(struct pt_regs *context)
{
	return hit(context);
}

SEC("?uprobe/libc.so.6:getppid")
int user_function(struct pt_regs *context)
{
	return hit(context);
}

SEC("?uretprobe/libc.so.6:getppid")
int user_return(struct pt_regs *context)
{
	return hit(context);
}

SEC("?uprobe/libc.so.6")
int user_malformed(struct pt_regs *context)
{
	return hit(context);
}

SEC("?uprobe.multi/libc.so.6:getppi?")
int user_functions(struct pt_regs *context)
{
	return hit(context);
}

SEC("?iter/task")
int tasks(struct bpf_iter__task *context)
{
	struct task_struct *task = context->task;
	int id;

	if (!task)
		return 0;
	id = task->tgid;
	bpf_seq_write(context->meta->seq, &id, sizeof(id));
	return 0;
}

SEC("?iter/cgroup")
int cgroups(struct bpf_iter__cgroup *context)
{
	struct cgroup *cgroup = context->cgroup;
	__u64 id;

	if (!cgroup)
		return 0;
	id = cgroup->kn->id;
	bpf_seq_write(context->meta->seq, &id, sizeof(id));
	return 0;
}

SEC("?iter/bpf_map_elem")
int elements(struct bpf_iter__bpf_map_elem *context)
{
	__u64 *value = context->value;

	if (value)
		bpf_seq_write(context->meta->seq, value, sizeof(*value));
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
