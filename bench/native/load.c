// libbpf's side of the load benchmark: each line on standard input opens, loads and closes the object; the answer is the milliseconds of each.
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <bpf/libbpf.h>

static double now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e3 + ts.tv_nsec / 1e6;
}

static int be_silent(enum libbpf_print_level level, const char *format, va_list arguments)
{
	(void)level, (void)format, (void)arguments;
	return 0;
}

int main(int argc, char **argv)
{
	char line[16];

	if (argc != 2)
		return 2;
	libbpf_set_print(be_silent);
	while (fgets(line, sizeof(line), stdin)) {
		double start = now_ms(), opened, loaded, closed;
		struct bpf_object *object = bpf_object__open_file(argv[1], NULL);

		if (!object)
			return 1;
		opened = now_ms();
		if (bpf_object__load(object))
			return 1;
		loaded = now_ms();
		bpf_object__close(object);
		closed = now_ms();
		printf("%.4f %.4f %.4f\n", opened - start, loaded - opened, closed - loaded);
		fflush(stdout);
	}
	return 0;
}
