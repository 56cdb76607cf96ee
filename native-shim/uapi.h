/* The kernel headers the layout tests prove the managed side against. What the older ones lack is left out. */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/capability.h>
#include <linux/eventpoll.h>
#include <linux/fcntl.h>
#include <linux/genetlink.h>
#include <linux/if_link.h>
#include <linux/limits.h>
#include <linux/lwtunnel.h>
#include <linux/magic.h>
#include <linux/mman.h>
#include <linux/netfilter.h>
#include <linux/netlink.h>
#include <linux/perf_event.h>
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <linux/seg6_local.h>
#include <linux/stat.h>
#include <linux/tc_act/tc_bpf.h>
#include <linux/veth.h>
#include <asm/errno.h>
#include <asm/mman.h>
#include <asm/socket.h>
#if __has_include(<linux/netdev.h>)
#include <linux/netdev.h>
#endif
