// Programs that redirect to an interface or a CPU, and those that run on what was redirected there.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 hits;

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct bpf_devmap_val);
} devices SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} cpus SEC(".maps");

SEC("xdp")
int to_device(struct xdp_md *context)
{
	return bpf_redirect_map(&devices, 0, 0);
}

SEC("xdp")
int to_cpu(struct xdp_md *context)
{
	return bpf_redirect_map(&cpus, 0, 0);
}

SEC("xdp/devmap")
int at_device(struct xdp_md *context)
{
	__sync_fetch_and_add(&hits, 1);
	return XDP_PASS;
}

SEC("xdp/cpumap")
int at_cpu(struct xdp_md *context)
{
	__sync_fetch_and_add(&hits, 1);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
