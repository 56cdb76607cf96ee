// SPDX-License-Identifier: MIT OR GPL-2.0-only
// Counts what the sockets of a cgroup send and receive, by direction, IP version, protocol and remote port.
#include <linux/bpf.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <stdbool.h>

enum direction { INGRESS = 0, EGRESS = 1 };

struct flow_key {
	__u8 direction;
	__u8 ip_version;  /* 4 or 6 */
	__u8 protocol;    /* IPPROTO_… after any extension headers */
	__u8 zero;
	__u16 remote_port; /* host byte order; 0 where the protocol has no ports */
	__u16 zero2;
};

struct flow_stats {
	__u64 packets;
	__u64 bytes;         /* from the IP header on */
	__u64 payload_bytes; /* after the TCP or UDP header */
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 16384);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct flow_key);
	__type(value, struct flow_stats);
} flows SEC(".maps");

/* Packets no entry could be made for, because the map was full or memory short. */
__u64 untracked_packets;

struct transport {
	__u32 offset;   /* of the transport header, from the IP header */
	__u8 protocol;
	bool fragment;  /* not the first one: no transport header here */
};

#define MAX_EXTENSION_HEADERS 8
#define IP_OFFSET_MASK 0x1fff
#define IP6_OFFSET_MASK 0xfff8

struct extension_header {
	__u8 next;
	__u8 length;
	__be16 fragment_offset; /* of a fragment header */
};

static __always_inline bool find_transport4(struct __sk_buff *skb, struct transport *found)
{
	struct iphdr ip;

	if (bpf_skb_load_bytes(skb, 0, &ip, sizeof(ip)) || ip.ihl < 5)
		return false;
	found->offset = ip.ihl * 4;
	found->protocol = ip.protocol;
	found->fragment = ip.frag_off & bpf_htons(IP_OFFSET_MASK);
	return true;
}

static __always_inline bool find_transport6(struct __sk_buff *skb, struct transport *found)
{
	struct ipv6hdr ip;

	if (bpf_skb_load_bytes(skb, 0, &ip, sizeof(ip)))
		return false;
	found->offset = sizeof(ip);
	found->protocol = ip.nexthdr;
	found->fragment = false;

	for (int i = 0; i < MAX_EXTENSION_HEADERS; i++) {
		struct extension_header header;
		__u32 length;

		switch (found->protocol) {
		case IPPROTO_HOPOPTS:
		case IPPROTO_ROUTING:
		case IPPROTO_DSTOPTS:
		case IPPROTO_FRAGMENT:
		case IPPROTO_AH:
			break;
		default:
			return true;
		}
		if (found->fragment || bpf_skb_load_bytes(skb, found->offset, &header, sizeof(header)))
			return true;

		if (found->protocol == IPPROTO_FRAGMENT) {
			found->fragment = header.fragment_offset & bpf_htons(IP6_OFFSET_MASK);
			length = 8;
		} else if (found->protocol == IPPROTO_AH) {
			length = (header.length + 2) * 4;
		} else {
			length = (header.length + 1) * 8;
		}
		found->protocol = header.next;
		found->offset += length;
	}
	return true;
}

/* What a TCP or UDP header says: the remote port, and how long the header is; both 0 for other protocols. */
static __always_inline __u32 read_ports(struct __sk_buff *skb, const struct transport *at, struct flow_key *key)
{
	__u32 header_length;
	__be16 ports[2]; /* source, destination */

	if (at->fragment)
		return 0;

	if (at->protocol == IPPROTO_TCP) {
		__u8 data_offset;

		if (bpf_skb_load_bytes(skb, at->offset + 12, &data_offset, sizeof(data_offset)))
			return 0;
		header_length = (data_offset >> 4) * 4;
	} else if (at->protocol == IPPROTO_UDP) {
		header_length = sizeof(struct udphdr);
	} else {
		return 0;
	}

	if (bpf_skb_load_bytes(skb, at->offset, ports, sizeof(ports)))
		return 0;
	key->remote_port = bpf_ntohs(key->direction == EGRESS ? ports[1] : ports[0]);
	return header_length;
}

static __always_inline struct flow_stats *find_or_add(const struct flow_key *key)
{
	static const struct flow_stats none;
	struct flow_stats *stats = bpf_map_lookup_elem(&flows, key);

	if (stats)
		return stats;
	/* Another CPU may have added it meanwhile: then this changes nothing. */
	bpf_map_update_elem(&flows, key, &none, BPF_NOEXIST);
	return bpf_map_lookup_elem(&flows, key);
}

static __noinline int count(struct __sk_buff *skb, __u8 direction)
{
	struct flow_key key = { .direction = direction };
	struct transport at = {};
	struct flow_stats *stats;
	__u32 headers;
	bool known = false;

	/* Data starts at the IP header here, and len counts from there: also for a super-packet whose IP length is 0. */
	if (skb->protocol == bpf_htons(0x0800)) {
		key.ip_version = 4;
		known = find_transport4(skb, &at);
	} else if (skb->protocol == bpf_htons(0x86dd)) {
		key.ip_version = 6;
		known = find_transport6(skb, &at);
	}
	if (!known)
		return 0;

	key.protocol = at.protocol;
	headers = read_ports(skb, &at, &key);

	stats = find_or_add(&key);
	if (!stats) {
		__sync_fetch_and_add(&untracked_packets, 1);
		return 0;
	}

	/* Atomic although per CPU: a softirq may run this same program in the middle of one in process context. */
	__sync_fetch_and_add(&stats->packets, 1);
	__sync_fetch_and_add(&stats->bytes, skb->len);
	if (headers && skb->len > at.offset + headers)
		__sync_fetch_and_add(&stats->payload_bytes, skb->len - at.offset - headers);
	return 0;
}

SEC("cgroup_skb/ingress")
int count_ingress(struct __sk_buff *skb)
{
	count(skb, INGRESS);
	return 1; /* let it pass */
}

SEC("cgroup_skb/egress")
int count_egress(struct __sk_buff *skb)
{
	count(skb, EGRESS);
	return 1;
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
