// 40 programs, about 500 CO-RE relocations over 35 kernel structs, 20 attach targets found by name: what a big tracing agent brings along.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define FIELD(type, member)                                              \
	struct type {                                                   \
		long member;                                            \
	} __attribute__((preserve_access_index));

#define GROUP_A(X)                                                       \
	X(task_struct, pid) X(sk_buff, len) X(sock, sk_protocol) X(sock_common, skc_family)                \
	X(inet_sock, inet_sport) X(tcp_sock, snd_cwnd) X(udp_sock, gso_size) X(file, f_pos)                \
	X(inode, i_ino) X(dentry, d_parent) X(path, mnt) X(mm_struct, pgd)

#define GROUP_B(X)                                                       \
	X(vm_area_struct, vm_start) X(cred, uid) X(nsproxy, count) X(pid, level)                           \
	X(pid_namespace, level) X(net, ns) X(net_device, ifindex) X(iphdr, ttl)                            \
	X(ipv6hdr, hop_limit) X(tcphdr, seq) X(udphdr, len) X(cgroup, level)

#define GROUP_C(X)                                                       \
	X(css_set, refcount) X(kernfs_node, name) X(request, q) X(bio, bi_opf)                             \
	X(gendisk, major) X(linux_binprm, argc) X(super_block, s_dev) X(signal_struct, nr_threads)         \
	X(files_struct, count) X(rq, nr_running) X(cfs_rq, load)

GROUP_A(FIELD)
GROUP_B(FIELD)
GROUP_C(FIELD)

enum { OFFSET, SIZE, EXISTS };

#define LOOK(type, member) sum += __builtin_preserve_field_info(((struct type *)0)->member, EXISTS);

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, __u64);
} sums SEC(".maps");

const volatile __u32 wanted = 1;
__u64 calls;

static __noinline void add(__u32 index, __u64 sum)
{
	__u64 *slot = bpf_map_lookup_elem(&sums, &index);

	calls++;
	if (slot)
		*slot += sum;
}

#define PROGRAM(section, number, group)                                  \
	SEC(section)                                                    \
	int program_##number(void *context)                             \
	{                                                               \
		__u64 sum = wanted;                                     \
		(void)context;                                          \
		group(LOOK)                                             \
		add(number, sum);                                       \
		return 0;                                               \
	}

#define PAIR(target, first, second, group, other)                        \
	PROGRAM("tp_btf/" target, first, group)                         \
	PROGRAM("tp_btf/" target, second, other)

PAIR("sched_switch", 0, 1, GROUP_A, GROUP_B)
PAIR("sched_wakeup", 2, 3, GROUP_C, GROUP_A)
PAIR("sched_wakeup_new", 4, 5, GROUP_B, GROUP_C)
PAIR("sched_process_exit", 6, 7, GROUP_A, GROUP_B)
PAIR("sched_process_fork", 8, 9, GROUP_C, GROUP_A)
PAIR("sched_process_exec", 10, 11, GROUP_B, GROUP_C)
PAIR("sys_enter", 12, 13, GROUP_A, GROUP_B)
PAIR("sys_exit", 14, 15, GROUP_C, GROUP_A)
PAIR("net_dev_xmit", 16, 17, GROUP_B, GROUP_C)
PAIR("netif_receive_skb", 18, 19, GROUP_A, GROUP_B)

PROGRAM("raw_tp/sched_switch", 20, GROUP_A)
PROGRAM("raw_tp/sched_wakeup", 21, GROUP_B)
PROGRAM("raw_tp/sys_enter", 22, GROUP_C)
PROGRAM("raw_tp/sys_exit", 23, GROUP_A)
PROGRAM("tracepoint/syscalls/sys_enter_openat", 24, GROUP_B)
PROGRAM("tracepoint/syscalls/sys_exit_openat", 25, GROUP_C)
PROGRAM("kprobe/tcp_connect", 26, GROUP_A)
PROGRAM("kprobe/tcp_close", 27, GROUP_B)
PROGRAM("kretprobe/tcp_connect", 28, GROUP_C)
PROGRAM("xdp", 29, GROUP_A)
PROGRAM("tc", 30, GROUP_B)
PROGRAM("cgroup_skb/ingress", 31, GROUP_C)
PROGRAM("cgroup_skb/egress", 32, GROUP_A)
PROGRAM("socket", 33, GROUP_B)
PROGRAM("perf_event", 34, GROUP_C)
PROGRAM("iter/task", 35, GROUP_A)
PROGRAM("iter/tcp", 36, GROUP_B)
PROGRAM("iter/bpf_map", 37, GROUP_C)
PROGRAM("iter/bpf_prog", 38, GROUP_A)
PROGRAM("uprobe", 39, GROUP_B)

char _license[] SEC("license") = "GPL";
