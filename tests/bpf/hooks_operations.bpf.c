// Counting programs of struct_ops: the start of a connection under a congestion control.
#include "hooks.h"

struct tcp_congestion_ops {
	void (*init)(void *sk);
	__u32 (*ssthresh)(void *sk);
	void (*cong_avoid)(void *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(void *sk);
	char name[16];
};

SEC("?struct_ops/member")
void struct_ops(unsigned long long *context)
{
	__sync_fetch_and_add(&hits, 1);
}

SEC("?struct_ops.s/init")
void struct_ops_s(unsigned long long *context)
{
	__sync_fetch_and_add(&hits, 1);
}

SEC("?struct_ops/member")
__u32 threshold(unsigned long long *context)
{
	return 2;
}

SEC("?struct_ops/member")
void avoid(unsigned long long *context)
{
}

SEC("?struct_ops/member")
__u32 undo(unsigned long long *context)
{
	return 10;
}

#define CONTROL(start)                     \
	{                                  \
		.init = (void *)start,     \
		.ssthresh = (void *)threshold, \
		.cong_avoid = (void *)avoid, \
		.undo_cwnd = (void *)undo, \
		.name = "lbs_hook",        \
	}

SEC("?.struct_ops")
struct tcp_congestion_ops control = CONTROL(struct_ops);

SEC("?.struct_ops")
struct tcp_congestion_ops control_s = CONTROL(struct_ops_s);
