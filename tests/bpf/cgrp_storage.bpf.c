// Local storage of cgroups, from a program that is attached to none: counts the renames of tasks.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define CGRP_STORAGE 32 /* newer than the headers some machines have */

struct cgroup;

struct css_set {
	struct cgroup *dfl_cgrp;
} __attribute__((preserve_access_index));

struct task_struct {
	struct css_set *cgroups;
} __attribute__((preserve_access_index));

struct {
	__uint(type, CGRP_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, __u64);
} renames SEC(".maps");

SEC("tp_btf/task_rename")
int count_renames(unsigned long long *ctx)
{
	struct task_struct *task = (void *)ctx[0];
	__u64 *count = bpf_cgrp_storage_get(&renames, task->cgroups->dfl_cgrp, 0, 0);

	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
