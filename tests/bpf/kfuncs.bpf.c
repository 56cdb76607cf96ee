// Calls of functions of the kernel proper and of the module nf_conntrack (or of the kernel, where it is built in).
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define CURRENT_NETNS -1
#define IPPROTO_UDP 17

// A declaration alone would not agree with the kernel's type.
struct nf_conn {
	unsigned long status;
};

struct bpf_ct_opts___lbs {
	int netns_id;
	int error;
	unsigned char l4proto;
	unsigned char reserved[3];
};

struct nf_conn *bpf_skb_ct_lookup(struct __sk_buff *skb, struct bpf_sock_tuple *tuple, __u32 tuple_size,
				  struct bpf_ct_opts___lbs *options, __u32 options_size) __ksym __weak;
void bpf_ct_release(struct nf_conn *connection) __ksym __weak;
void bpf_rcu_read_lock(void) __ksym __weak;
void bpf_rcu_read_unlock(void) __ksym __weak;

int lookup_error = 1;
unsigned int entered;

SEC("?tc")
int look_up(struct __sk_buff *skb)
{
	struct bpf_ct_opts___lbs options = { .netns_id = CURRENT_NETNS, .l4proto = IPPROTO_UDP };
	struct bpf_sock_tuple tuple = {};
	struct nf_conn *connection;

	connection = bpf_skb_ct_lookup(skb, &tuple, sizeof(tuple.ipv4), &options, sizeof(options));
	if (connection)
		bpf_ct_release(connection);
	lookup_error = options.error;
	return 0;
}

SEC("?tc")
int enter(struct __sk_buff *skb)
{
	bpf_rcu_read_lock();
	entered++;
	bpf_rcu_read_unlock();
	return 0;
}

// Runs in every kernel: what is missing is not called.
SEC("tc")
int enter_if_there(struct __sk_buff *skb)
{
	if (!bpf_rcu_read_lock || !bpf_rcu_read_unlock)
		return 0;
	bpf_rcu_read_lock();
	entered++;
	bpf_rcu_read_unlock();
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
