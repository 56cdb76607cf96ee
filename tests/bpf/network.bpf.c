// Programs of every kind of the network, each letting everything pass and counting how often it ran.
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

#ifndef TCX_NEXT
#define TCX_NEXT -1
#endif

__u64 hits;

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} sockets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} hashed_sockets SEC(".maps");

struct bpf_nf_ctx;

static __always_inline int hit(int verdict)
{
	__sync_fetch_and_add(&hits, 1);
	return verdict;
}

SEC("?xdp")
int xdp_any(struct xdp_md *context)
{
	return hit(XDP_PASS);
}

SEC("?xdp")
int xdp_other(struct xdp_md *context)
{
	return XDP_PASS;
}

SEC("?tcx/ingress")
int tcx_in(struct __sk_buff *skb)
{
	return hit(TCX_NEXT);
}

SEC("?tcx/egress")
int tcx_out(struct __sk_buff *skb)
{
	return hit(TCX_NEXT);
}

SEC("?tc")
int classifier(struct __sk_buff *skb)
{
	return hit(TC_ACT_UNSPEC);
}

SEC("?action")
int action(struct __sk_buff *skb)
{
	return hit(TC_ACT_OK);
}

SEC("?netkit/primary")
int netkit_primary(struct __sk_buff *skb)
{
	return hit(TCX_NEXT);
}

SEC("?netkit/peer")
int netkit_peer(struct __sk_buff *skb)
{
	return hit(TCX_NEXT);
}

SEC("?netfilter")
int netfilter(struct bpf_nf_ctx *context)
{
	return hit(1); // NF_ACCEPT
}

SEC("?flow_dissector")
int dissector(struct __sk_buff *skb)
{
	return hit(BPF_OK);
}

SEC("?sk_lookup")
int lookup(struct bpf_sk_lookup *context)
{
	return hit(SK_PASS);
}

SEC("?sk_skb/stream_parser")
int parser(struct __sk_buff *skb)
{
	return hit(skb->len);
}

SEC("?sk_skb/stream_verdict")
int stream_verdict(struct __sk_buff *skb)
{
	return hit(SK_PASS);
}

SEC("?sk_skb/verdict")
int verdict(struct __sk_buff *skb)
{
	return hit(SK_PASS);
}

SEC("?sk_skb")
int plain_verdict(struct __sk_buff *skb)
{
	return hit(SK_PASS);
}

SEC("?sk_msg")
int message(struct sk_msg_md *context)
{
	return hit(SK_PASS);
}

SEC("?socket")
int filter(struct __sk_buff *skb)
{
	return hit(0xffff);
}

SEC("?sk_reuseport")
int reuseport(struct sk_reuseport_md *context)
{
	return hit(SK_PASS);
}

SEC("?lwt_in")
int route_in(struct __sk_buff *skb)
{
	return hit(BPF_OK);
}

SEC("?lwt_out")
int route_out(struct __sk_buff *skb)
{
	return hit(BPF_OK);
}

SEC("?lwt_xmit")
int route_xmit(struct __sk_buff *skb)
{
	return hit(BPF_OK);
}

SEC("?lwt_seg6local")
int segment(struct __sk_buff *skb)
{
	return hit(BPF_OK);
}

SEC("?lirc_mode2")
int infrared(__u32 *sample)
{
	return hit(0);
}

char LICENSE[] SEC("license") = "GPL";
