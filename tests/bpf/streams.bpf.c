// A program that writes to both of its output streams, by the function of Linux 6.17 or the one that took its place.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define STDOUT 1
#define STDERR 2

int bpf_stream_vprintk_impl(int stream_id, const char *fmt__str, const void *args, __u32 len__sz, void *aux__prog) __ksym __weak;
int bpf_stream_vprintk(int stream_id, const char *fmt__str, const void *args, __u32 len__sz) __ksym __weak;

static const char told[] = "ran with %d\n";
static const char complained[] = "and complained\n";

int could_print;

static __always_inline int print(int stream, const char *format, const void *arguments, __u32 size)
{
	if (bpf_stream_vprintk)
		return bpf_stream_vprintk(stream, format, arguments, size);
	if (bpf_stream_vprintk_impl)
		return bpf_stream_vprintk_impl(stream, format, arguments, size, 0);
	return -1;
}

SEC("syscall")
int speak(int *context)
{
	__u64 arguments[1] = { 42 };

	could_print = print(STDOUT, told, arguments, sizeof(arguments)) >= 0;
	return print(STDERR, complained, arguments, 0);
}

char LICENSE[] SEC("license") = "GPL";
