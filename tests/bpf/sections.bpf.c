// Many sections: 200 programs, each in its own, with relocations to one map.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 200);
	__type(key, __u32);
	__type(value, __u64);
} calls SEC(".maps");

#define PROGRAM(n)                                                   \
	SEC("kprobe/function_" #n)                                   \
	int program_##n(void *context)                               \
	{                                                            \
		__u32 key = 1##n - 100;                              \
		__u64 *count = bpf_map_lookup_elem(&calls, &key);    \
		return count ? *count : 0;                           \
	}

#define TEN(n)                                                       \
	PROGRAM(n##0) PROGRAM(n##1) PROGRAM(n##2) PROGRAM(n##3)      \
	PROGRAM(n##4) PROGRAM(n##5) PROGRAM(n##6) PROGRAM(n##7)      \
	PROGRAM(n##8) PROGRAM(n##9)

TEN(0) TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
TEN(10) TEN(11) TEN(12) TEN(13) TEN(14) TEN(15) TEN(16) TEN(17) TEN(18) TEN(19)

char LICENSE[] SEC("license") = "GPL";
