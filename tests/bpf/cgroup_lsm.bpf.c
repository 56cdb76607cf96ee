// One program for each of eleven LSM hooks: more than the kernel lets cgroups use at a time.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define HOOK(name)                      \
	SEC("lsm_cgroup/" #name)        \
	int name(unsigned long long *ctx) \
	{                               \
		return 1;               \
	}

HOOK(socket_post_create)
HOOK(socket_bind)
HOOK(socket_connect)
HOOK(socket_listen)
HOOK(socket_accept)
HOOK(socket_sendmsg)
HOOK(socket_recvmsg)
HOOK(socket_getsockname)
HOOK(socket_getpeername)
HOOK(socket_getsockopt)
HOOK(socket_setsockopt)

char LICENSE[] SEC("license") = "GPL";
