// A ring buffer whose definition names the type of its records. The kernel wants a ring buffer without a value size: it is to be set to 0.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct record {
	unsigned int number;
	unsigned short kind;
	unsigned char bytes[10];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
	__type(value, struct record);
} records SEC(".maps");

SEC("tc")
int record(struct __sk_buff *packet)
{
	struct record *record = bpf_ringbuf_reserve(&records, sizeof(*record), 0);

	if (!record)
		return 1;
	record->number = 7;
	record->kind = 3;
	bpf_ringbuf_submit(record, 0);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
