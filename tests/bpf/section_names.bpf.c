// Section names: known with and without extra text, optional, misspelt and out of use.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("kprobe/do_unlinkat+4") int probed(void *context) { return 0; }
SEC("fentry.s/bpf_testmod:bpf_fentry_test1") int entered(void *context) { return 0; }
SEC("?tp/sched/sched_switch") int traced(void *context) { return 0; }
SEC("xdp.frags") int fragments(void *context) { return 0; }
SEC("xdp_pass") int suffixed(void *context) { return 0; }
SEC("cgroup_skb/egres") int misspelt(void *context) { return 0; }
SEC("perf_event/cycles") int extra(void *context) { return 0; }
