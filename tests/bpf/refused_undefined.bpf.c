// A map defined in another file, which nobody linked: not opened.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 1);
} elsewhere SEC(".maps");

SEC("socket") int entry(struct __sk_buff *skb)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&elsewhere, &key) != 0;
}
