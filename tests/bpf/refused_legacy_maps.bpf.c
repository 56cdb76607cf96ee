// A map defined as before BTF: not opened.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__u32 type, key_size, value_size, max_entries, map_flags;
} old SEC("maps") = { BPF_MAP_TYPE_ARRAY, 4, 8, 1, 0 };

SEC("socket") int entry(struct __sk_buff *skb)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&old, &key) != 0;
}
