// Externs that kernels differ in: what each became is in .bss after one run.
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

extern unsigned int LINUX_KERNEL_VERSION __kconfig;
extern bool LINUX_HAS_BPF_COOKIE __kconfig;
extern bool LINUX_HAS_SYSCALL_WRAPPER __kconfig;
extern unsigned long CONFIG_HZ __kconfig;
extern bool CONFIG_BPF_SYSCALL __kconfig;
extern enum libbpf_tristate CONFIG_NF_CONNTRACK __kconfig __weak;
extern char CONFIG_DEFAULT_HOSTNAME[64] __kconfig __weak;
extern int CONFIG_LBS_GIVEN __kconfig __weak;

extern const void bpf_prog_put __ksym;
extern const void lbs_missing __ksym __weak;
extern const int bpf_prog_active __ksym __weak;
extern const int lbs_missing_typed __ksym __weak;
void lbs_missing_kfunc(void) __ksym __weak;

unsigned int version;
bool has_cookie, has_wrapper, has_syscall;
unsigned long hz;
unsigned int conntrack;
char hostname[64];
int given;
unsigned long put_address;
int active = -1;
unsigned int missing;

SEC("tc")
int note(struct __sk_buff *skb)
{
	version = LINUX_KERNEL_VERSION;
	has_cookie = LINUX_HAS_BPF_COOKIE;
	has_wrapper = LINUX_HAS_SYSCALL_WRAPPER;
	has_syscall = CONFIG_BPF_SYSCALL;
	hz = CONFIG_HZ;
	conntrack = CONFIG_NF_CONNTRACK;
	given = CONFIG_LBS_GIVEN;
	for (int i = 0; i < sizeof(hostname); i++)
		hostname[i] = CONFIG_DEFAULT_HOSTNAME[i];

	put_address = (unsigned long)&bpf_prog_put;
	if (!&lbs_missing)
		missing |= 1;
	if (!&lbs_missing_typed)
		missing |= 2;
	if (lbs_missing_kfunc)
		lbs_missing_kfunc();
	else
		missing |= 4;
	return 0;
}

// Apart, for kernels whose types or symbol table lack variables.
SEC("?tc")
int read_active(struct __sk_buff *skb)
{
	active = *(int *)bpf_this_cpu_ptr(&bpf_prog_active);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
