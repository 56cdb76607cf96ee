// An arena with globals in it, and a program array with initial programs.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define __arena_global __attribute__((address_space(1)))
#define BPF_MAP_TYPE_ARENA 33

#ifndef __ulong
#define __ulong(name, val) enum { name##_value = val } name
#endif

struct {
	__uint(type, BPF_MAP_TYPE_ARENA);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 4);
	__ulong(map_extra, 0x1ull << 44);
} arena SEC(".maps");

int __arena_global total = 41;
__u64 __arena_global slots[3] = { 1, 2, 3 };

int tail_a(void *context);
int tail_b(void *context);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 4);
	__uint(key_size, 4);
	__array(values, int (void *));
} tails SEC(".maps") = {
	.values = { [1] = (void *)&tail_b, [3] = (void *)&tail_a },
};

SEC("syscall")
int tail_a(void *context)
{
	return ++total + slots[1];
}

SEC("?syscall")
int tail_b(void *context)
{
	return 2;
}

SEC("syscall")
int entry(void *context)
{
	bpf_tail_call(context, &tails, 1);
	return slots[2];
}

char LICENSE[] SEC("license") = "GPL";
