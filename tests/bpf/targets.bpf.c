// Programs of every type that is verified against a target in the kernel's types or in another program, and what they relocate by.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

struct file;
struct pt_regs;

struct task_struct {
	int tgid;
} __attribute__((preserve_access_index));

struct task_struct___renamed {
	int no_such_member;
} __attribute__((preserve_access_index));

struct bpf_iter_meta {
	unsigned long long seq_num;
} __attribute__((preserve_access_index));

struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
} __attribute__((preserve_access_index));

int relocated_tgid, current_tgid, switched_from;
int has_member = -1;
unsigned long long tasks;

SEC("?fentry/bpf_fentry_test1")
int BPF_PROG(on_entry, int a)
{
	return 0;
}

SEC("?fexit/bpf_fentry_test2")
int BPF_PROG(on_exit, int a, unsigned long long b, int result)
{
	return 0;
}

SEC("?fmod_ret/security_file_open")
int BPF_PROG(on_return, struct file *file, int result)
{
	return result;
}

SEC("?lsm/file_open")
int BPF_PROG(on_open, struct file *file)
{
	return 0;
}

SEC("?lsm.s/bprm_committed_creds")
int BPF_PROG(on_exec, void *binary)
{
	return 0;
}

SEC("?tp_btf/sched_switch")
int BPF_PROG(on_switch, _Bool preempt, struct task_struct *from, struct task_struct *to)
{
	switched_from = from->tgid;
	return 0;
}

SEC("?iter/task")
int on_task(struct bpf_iter__task *context)
{
	if (context->task)
		tasks = context->meta->seq_num + 1;
	return 0;
}

SEC("?freplace/replaceable")
int replacement(struct __sk_buff *skb)
{
	return 7;
}

SEC("?kprobe/vfs_read")
int on_read(struct pt_regs *context)
{
	return 0;
}

SEC("raw_tp")
int relocate(void *context)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	relocated_tgid = BPF_CORE_READ(task, tgid);
	current_tgid = bpf_get_current_pid_tgid() >> 32;
	has_member = bpf_core_field_exists(struct task_struct___renamed, no_such_member);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
