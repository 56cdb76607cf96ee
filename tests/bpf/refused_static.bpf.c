// A static function where only entry programs may be: not opened unless asked for.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("socket") static __noinline __attribute__((used)) int hidden_entry(struct __sk_buff *skb)
{
	return skb->len;
}

SEC("socket") int entry(struct __sk_buff *skb)
{
	return skb->mark;
}
