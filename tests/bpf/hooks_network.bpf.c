// One counting program for every kind of section that sees packets or sockets; all let pass.
#include "hooks.h"

#define TC_ACT_OK 0
#define NF_ACCEPT 1

HOOK("socket", socket, 0)
HOOK("sk_reuseport", sk_reuseport, SK_PASS)
HOOK("sk_reuseport/migrate", sk_reuseport_migrate, SK_PASS)
HOOK("sk_lookup", sk_lookup, SK_PASS)
HOOK("flow_dissector", flow_dissector, BPF_OK)
HOOK("netfilter", netfilter, NF_ACCEPT)

HOOK("tc/ingress", tc_ingress, TC_ACT_OK)
HOOK("tc/egress", tc_egress, TC_ACT_OK)
HOOK("tcx/ingress", tcx_ingress, TC_ACT_OK)
HOOK("tcx/egress", tcx_egress, TC_ACT_OK)
HOOK("tc", tc, TC_ACT_OK)
HOOK("classifier", classifier, TC_ACT_OK)
HOOK("action", action, TC_ACT_OK)
HOOK("netkit/primary", netkit_primary, TC_ACT_OK)
HOOK("netkit/peer", netkit_peer, TC_ACT_OK)

HOOK("xdp", xdp, XDP_PASS)
HOOK("xdp.frags", xdp_frags, XDP_PASS)
HOOK("xdp/devmap", xdp_devmap, XDP_PASS)
HOOK("xdp.frags/devmap", xdp_frags_devmap, XDP_PASS)
HOOK("xdp/cpumap", xdp_cpumap, XDP_PASS)
HOOK("xdp.frags/cpumap", xdp_frags_cpumap, XDP_PASS)

HOOK("lwt_in", lwt_in, BPF_OK)
HOOK("lwt_out", lwt_out, BPF_OK)
HOOK("lwt_xmit", lwt_xmit, BPF_OK)
HOOK("lwt_seg6local", lwt_seg6local, BPF_OK)

HOOK("sk_skb", sk_skb, SK_PASS)
HOOK("sk_skb/verdict", sk_skb_verdict, SK_PASS)
HOOK("sk_skb/stream_verdict", sk_skb_stream_verdict, SK_PASS)
HOOK("sk_msg", sk_msg, SK_PASS)
HOOK("lirc_mode2", lirc_mode2, 0)

// A parser returns how long the message is.
SEC("?sk_skb/stream_parser")
int sk_skb_stream_parser(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&hits, 1);
	return skb->len;
}
