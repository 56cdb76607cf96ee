// Programs at LSM hooks, for the members of a cgroup.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define REFUSE 0
#define LET_PASS 1

__u64 asked;

SEC("?lsm_cgroup/socket_bind")
int refuse_bind(unsigned long long *context)
{
	__sync_fetch_and_add(&asked, 1);
	return REFUSE;
}

SEC("?lsm_cgroup/socket_listen")
int see_listen(unsigned long long *context)
{
	__sync_fetch_and_add(&asked, 1);
	return LET_PASS;
}

char LICENSE[] SEC("license") = "GPL";
