// What the fixtures of the hook table share: a counter, and programs that do nothing but count and return what lets things go on.
#pragma once
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 hits;

#define HOOK(section, name, result) \
	SEC("?" section)            \
	int name(void *context)     \
	{                           \
		__sync_fetch_and_add(&hits, 1); \
		return result;      \
	}

char LICENSE[] SEC("license") = "GPL";
