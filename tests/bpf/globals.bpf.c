// Variables of every kind of section and of several types; the program reads and writes each.
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

enum mode { MODE_OFF, MODE_ON = 5, MODE_AUTO = -1 };

struct limits {
	__u32 low;
	__u64 high;
	struct {
		__u16 port;
		__u8 flags : 3;
		__u8 level : 5;
	} inner;
};

const volatile __u32 sample_rate = 7;
const volatile bool enabled = true;
const volatile char label[16] = "unset";
const volatile enum mode mode = MODE_AUTO;
const volatile struct limits limits = { .low = 1, .high = 1ULL << 40, .inner = { .port = 443, .flags = 5, .level = 17 } };

__s64 balance = -12;
__u16 ports[4] = { 80, 443, 8080, 8443 };
double ratio = 0.5;
__u8 *pointer_slot;

__u64 seen;
__u64 per_protocol[256];
static volatile __u32 private_count;
__hidden __u32 hidden_count;

__u32 tuning SEC(".data.tuning") = 3;
__u64 tuning_step SEC(".data.tuning") = 9;
const volatile __u32 fixed SEC(".rodata.fixed") = 11;
__u32 scratch SEC(".bss.scratch");

SEC("cgroup_skb/egress")
int touch(struct __sk_buff *skb)
{
	if (!enabled || mode == MODE_OFF)
		return 1;
	seen += sample_rate;
	per_protocol[skb->protocol & 0xff] += limits.low + limits.inner.level;
	private_count++;
	hidden_count++;
	balance -= ports[skb->len & 3];
	tuning += tuning_step;
	scratch = fixed + label[0];
	return *(volatile __u64 *)&ratio && !pointer_slot;
}

char LICENSE[] SEC("license") = "GPL";
__u32 _version SEC("version") = 0x60102;
