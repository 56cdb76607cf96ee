/* The kernel headers the layout tests prove the managed side against. What the older ones lack is left out. */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/capability.h>
#include <linux/fcntl.h>
#include <linux/magic.h>
#include <linux/mman.h>
#include <linux/perf_event.h>
#include <asm/errno.h>
#include <asm/mman.h>
