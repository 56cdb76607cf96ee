// Programs of types that need a target in the kernel's BTF; none is loaded unless asked for.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("?fentry/vfs_read")
int enter_read(unsigned long long *context)
{
	return 0;
}

SEC("?lsm/file_open")
int may_open(unsigned long long *context)
{
	return 0;
}

SEC("?raw_tp/sched_switch")
int switched(unsigned long long *context)
{
	return 0;
}

SEC("?unknown_kind")
int without_type(void *context)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
