// Producers and a consumer for event streams, each run by call: the variables say what a run does and tell what it did.
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

#define PAYLOAD 64
#define LARGEST 4096

struct event {
	unsigned long long sequence;
	unsigned long long time;
	unsigned char padding[PAYLOAD - 16];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} events SEC(".maps"), more SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} samples SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} requests SEC(".maps");

unsigned int batch = 1;		/* records per run */
unsigned int size = PAYLOAD;	/* bytes of records that have no type */
unsigned int discard_every;	/* every so manieth record is discarded; 0 for none */
unsigned long long flags;
unsigned long long produced;	/* the next record's number, whether there is room for it or not */
unsigned long long drops;	/* records there was no room for */
unsigned long long discarded;

unsigned long long drained;	/* samples of user space */
unsigned long long drained_sum;	/* of their first words */

static unsigned char scratch[LARGEST];

/* Kernels before 5.17 have no bpf_loop, and those before 5.13 do not even know the address of a function. */
#ifdef BOUNDED
#define FOR_BATCH(function, context)                              \
	for (unsigned int i = 0; i < BOUNDED && i < batch; i++)   \
		function(i, context)
#else
#define FOR_BATCH(function, context) bpf_loop(batch, function, context, 0)
#endif

/* The next record, to be submitted or discarded; none where there is no room, which is counted. */
static __always_inline struct event *next_event(void)
{
	unsigned long long number = produced++;
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		drops++;
		return 0;
	}
	event->sequence = number;
	event->time = 0;
	return event;
}

static long emit_one(unsigned int index, void *context)
{
	struct event *event = next_event();

	if (!event)
		return 0;
	if (discard_every && event->sequence % discard_every == 0) {
		discarded++;
		bpf_ringbuf_discard(event, flags);
	} else {
		bpf_ringbuf_submit(event, flags);
	}
	return 0;
}

SEC("tc")
int emit(struct __sk_buff *packet)
{
	FOR_BATCH(emit_one, 0);
	return TC_ACT_OK;
}

static long emit_quietly_one(unsigned int index, void *context)
{
	struct event *event = next_event();

	if (!event)
		return 0;
	bpf_ringbuf_submit(event, index + 1 < batch ? BPF_RB_NO_WAKEUP : BPF_RB_FORCE_WAKEUP);
	return 0;
}

/* Records whose last one wakes the reader. */
SEC("tc")
int emit_quietly(struct __sk_buff *packet)
{
	FOR_BATCH(emit_quietly_one, 0);
	return TC_ACT_OK;
}

/* One record with the time it is sent at. */
SEC("tc")
int emit_stamped(struct __sk_buff *packet)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		drops++;
		return TC_ACT_OK;
	}
	event->sequence = produced++;
	event->time = bpf_ktime_get_ns();
	bpf_ringbuf_submit(event, flags);
	return TC_ACT_OK;
}

static long emit_bytes(void *ring)
{
	unsigned int length = size;

	if (length > LARGEST)
		length = LARGEST;
	*(unsigned long long *)scratch = produced++;
	if (bpf_ringbuf_output(ring, scratch, length, flags))
		drops++;
	return 0;
}

static long emit_sized_one(unsigned int index, void *context)
{
	return emit_bytes(&events);
}

/* Records of any size. */
SEC("tc")
int emit_sized(struct __sk_buff *packet)
{
	FOR_BATCH(emit_sized_one, 0);
	return TC_ACT_OK;
}

static long emit_more_one(unsigned int index, void *context)
{
	return emit_bytes(&more);
}

SEC("tc")
int emit_more(struct __sk_buff *packet)
{
	FOR_BATCH(emit_more_one, 0);
	return TC_ACT_OK;
}

struct loop {
	struct __sk_buff *packet;
};

static long sample_one(unsigned int index, struct loop *loop)
{
	unsigned int length = size;

	if (length > LARGEST)
		length = LARGEST;
	*(unsigned long long *)scratch = produced++;
	if (bpf_perf_event_output(loop->packet, &samples, BPF_F_CURRENT_CPU, scratch, length))
		drops++;
	return 0;
}

SEC("tc")
int sample(struct __sk_buff *packet)
{
	struct loop loop = { packet };

	FOR_BATCH(sample_one, &loop);
	return TC_ACT_OK;
}

static long take(struct bpf_dynptr *request, void *context)
{
	unsigned long long first = 0;

	bpf_dynptr_read(&first, sizeof(first), request, 0, 0);
	drained++;
	drained_sum += first;
	return 0;
}

SEC("tc")
int drain(struct __sk_buff *packet)
{
	bpf_user_ringbuf_drain(&requests, take, 0, flags);
	return TC_ACT_OK;
}

char LICENSE[] SEC("license") = "GPL";
