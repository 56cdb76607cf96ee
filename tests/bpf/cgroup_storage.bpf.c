// Storages that the kernel keeps for cgroups: with both forms of key, shared by two programs, and per CPU.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct usage {
	__u64 packets;
	__u32 last_length;
	__u32 kind;
};

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_STORAGE);
	__type(key, __u64);
	__type(value, struct usage);
} shared SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, struct usage);
} isolated SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE);
	__type(key, __u64);
	__type(value, __u64);
} shared_percpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, __u64);
} isolated_percpu SEC(".maps");

static __always_inline int count(struct __sk_buff *skb, struct usage *usage, __u64 *packets)
{
	__sync_fetch_and_add(&usage->packets, 1);
	usage->last_length = skb->len;
	__sync_fetch_and_add(packets, 1);
	return 1;
}

SEC("cgroup_skb/egress")
int shared_egress(struct __sk_buff *skb)
{
	return count(skb, bpf_get_local_storage(&shared, 0), bpf_get_local_storage(&shared_percpu, 0));
}

SEC("cgroup_skb/ingress")
int shared_ingress(struct __sk_buff *skb)
{
	return count(skb, bpf_get_local_storage(&shared, 0), bpf_get_local_storage(&shared_percpu, 0));
}

SEC("cgroup_skb/egress")
int isolated_egress(struct __sk_buff *skb)
{
	return count(skb, bpf_get_local_storage(&isolated, 0), bpf_get_local_storage(&isolated_percpu, 0));
}

SEC("cgroup_skb/ingress")
int isolated_ingress(struct __sk_buff *skb)
{
	return count(skb, bpf_get_local_storage(&isolated, 0), bpf_get_local_storage(&isolated_percpu, 0));
}

char LICENSE[] SEC("license") = "GPL";
