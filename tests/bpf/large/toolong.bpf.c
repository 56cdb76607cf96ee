// A program of more instructions than any kernel takes.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("socket")
int too_long(void *context)
{
	asm volatile(".rept 1000000\n r0 = 0\n .endr" ::: "r0");
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
