// An entry that stays attached by what it is, and a part of it that is swapped inside a program array shared by generations.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define VERSIONS 16
#define WITHOUT_PART 0

const volatile __u32 version = 0;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, VERSIONS);
	__type(key, __u32);
	__type(value, __u64);
} seen SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} parts SEC(".maps");

static __always_inline void count(__u32 key)
{
	__u64 *value = bpf_map_lookup_elem(&seen, &key);

	if (value)
		__sync_fetch_and_add(value, 1);
}

SEC("cgroup_skb/egress")
int entry(struct __sk_buff *skb)
{
	bpf_tail_call(skb, &parts, 1);
	count(WITHOUT_PART);
	return 1;
}

SEC("cgroup_skb/egress")
int part(struct __sk_buff *skb)
{
	count(version % VERSIONS);
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
