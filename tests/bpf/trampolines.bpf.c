// Programs at the entry and return of kernel functions, in front of them and in the place of another program's, that change what they are asked to.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define EPERM 1

__u64 hits, cookie, result;
const volatile int only; // the process that is refused

static __always_inline int refuse(int before)
{
	if (bpf_get_current_pid_tgid() >> 32 != only)
		return before;
	__sync_fetch_and_add(&hits, 1);
	return -EPERM;
}

SEC("?fentry/bpf_fentry_test1")
int BPF_PROG(on_entry, int a)
{
	__sync_fetch_and_add(&hits, 1);
	result = a;
	return 0;
}

SEC("?fentry/bpf_fentry_test1")
int BPF_PROG(on_entry_with_cookie, int a)
{
	__sync_fetch_and_add(&hits, 1);
	cookie = bpf_get_attach_cookie(ctx);
	return 0;
}

SEC("?fexit/bpf_fentry_test1")
int BPF_PROG(on_exit, int a, int returned)
{
	__sync_fetch_and_add(&hits, 1);
	result = returned;
	return 0;
}

SEC("?fmod_ret/security_inode_mkdir")
int BPF_PROG(instead, void *folder, void *entry, int mode, int before)
{
	return refuse(before);
}

SEC("?lsm/inode_mkdir")
int BPF_PROG(may_make, void *folder, void *entry, int mode, int before)
{
	return refuse(before);
}

SEC("?freplace/replaceable")
int replacement(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&hits, 1);
	return 7;
}

char LICENSE[] SEC("license") = "GPL";
