// A program at statically defined probes whose arguments may be addressed by two registers: maps as usdt.bpf.h has them since libbpf 1.7.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct pt_regs;

struct argument {
	__u64 offset;
	__u8 kind;
	__u8 padding;
	__u16 index_and_scale;
	__u8 reserved;
	__s16 base __attribute__((aligned(2)));
	__u8 is_signed;
	__u8 unused_bits;
};

struct probe {
	struct argument arguments[12];
	__u64 cookie;
	__s16 count;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, int);
	__type(value, struct probe);
} __bpf_usdt_specs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, long);
	__type(value, __u32);
} __bpf_usdt_ip_to_spec_id SEC(".maps");

__u64 hits;
__s64 values[3];

SEC("?usdt")
int indexed(struct pt_regs *context)
{
	int id = bpf_get_attach_cookie(context);
	struct probe *probe = bpf_map_lookup_elem(&__bpf_usdt_specs, &id);
	__u32 zero = 0;

	if (!probe)
		return 0;
	bpf_map_lookup_elem(&__bpf_usdt_ip_to_spec_id, &zero);
	__sync_fetch_and_add(&hits, 1);
	for (int i = 0; i < 3; i++) {
		struct argument *argument = &probe->arguments[i];
		__u64 value = 0, index = 0;

		bpf_probe_read_kernel(&value, sizeof(value), (void *)context + argument->base);
		bpf_probe_read_kernel(&index, sizeof(index), (void *)context + (argument->index_and_scale & 0xfff));
		if (argument->kind == 2)
			bpf_probe_read_user(&value, sizeof(value), (void *)(value + argument->offset));
		if (argument->kind == 3)
			bpf_probe_read_user(&value, sizeof(value), (void *)(value + (index << (argument->index_and_scale >> 12)) + argument->offset));
		value <<= argument->unused_bits;
		values[i] = argument->is_signed ? (__s64)value >> argument->unused_bits : value >> argument->unused_bits;
	}
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
