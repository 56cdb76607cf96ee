// What the hooks of the other fixtures need around them: programs that pass packets on to them, maps that hold them, and programs to run.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct bpf_devmap_val);
} devices SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} processors SEC(".maps");

SEC("?xdp")
int to_device(struct xdp_md *packet)
{
	return bpf_redirect_map(&devices, 0, 0);
}

SEC("?xdp")
int to_processor(struct xdp_md *packet)
{
	return bpf_redirect_map(&processors, 0, 0);
}

SEC("?xdp.frags")
int to_device_frags(struct xdp_md *packet)
{
	return bpf_redirect_map(&devices, 0, 0);
}

SEC("?xdp.frags")
int to_processor_frags(struct xdp_md *packet)
{
	return bpf_redirect_map(&processors, 0, 0);
}

SEC("?xdp")
int pass(struct xdp_md *packet)
{
	return XDP_PASS;
}

SEC("?sk_skb/stream_verdict")
int pass_message(struct __sk_buff *message)
{
	return SK_PASS;
}

SEC("?socket")
int filter(struct __sk_buff *packet)
{
	return 0;
}

SEC("?fentry/bpf_fentry_test1")
int runner(unsigned long long *context)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
