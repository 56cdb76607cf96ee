// Every kind of extern: kconfig values of each type, typeless and typed kernel variables, a kernel function, weak ones.
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

struct task_struct___short {
	int pid;
} __attribute__((preserve_access_index));

extern int LINUX_KERNEL_VERSION __kconfig;
extern bool CONFIG_BPF_SYSCALL __kconfig;
extern enum libbpf_tristate CONFIG_IKCONFIG __kconfig __weak;
extern char CONFIG_CC_VERSION_TEXT[40] __kconfig __weak;
extern unsigned long long CONFIG_HZ __kconfig;
extern char CONFIG_MODULES __kconfig;
extern short CONFIG_SHORT __kconfig __weak;

extern const void bpf_prog_put __ksym;
extern const int bpf_prog_active __ksym;
extern const void lbs_missing __ksym __weak;

struct task_struct___short *bpf_task_from_pid(int pid) __ksym;
void bpf_task_release___old(struct task_struct___short *task) __ksym;
void lbs_missing_kfunc(void) __ksym __weak;

__u64 sum;

SEC("?tc")
int use(struct __sk_buff *skb)
{
	struct task_struct___short *task;

	sum = LINUX_KERNEL_VERSION + CONFIG_HZ + CONFIG_MODULES + CONFIG_SHORT + CONFIG_CC_VERSION_TEXT[1];
	if (CONFIG_BPF_SYSCALL && CONFIG_IKCONFIG == TRI_YES)
		sum += (__u64)&bpf_prog_put + *(int *)bpf_per_cpu_ptr(&bpf_prog_active, 0);
	if (&lbs_missing)
		sum++;
	if (lbs_missing_kfunc)
		lbs_missing_kfunc();
	task = bpf_task_from_pid(1);
	if (task)
		bpf_task_release___old(task);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
