// libbpf's side of the ring buffer benchmarks. Arguments: the object, the program that produces, the ring's bytes, the record's bytes.
//
// A line on standard input that says "consume N" has N records produced and consumes them; the answer is nanoseconds per record, and
// the number of records. One that says "race N" produces on a thread as fast as it goes and consumes for N milliseconds; the answer is
// records consumed per second, and records there was no room for.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/mman.h>
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

static unsigned long long sum;
static atomic_int stopped;
static int program_fd;
static struct bpf_object *object;
static unsigned int *batch;
static unsigned long long *drops;

static double now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e9 + ts.tv_nsec;
}

static int be_silent(enum libbpf_print_level level, const char *format, va_list arguments)
{
	(void)level, (void)format, (void)arguments;
	return 0;
}

static int handle(void *context, void *data, size_t size)
{
	(void)context, (void)size;
	sum += *(unsigned long long *)data;
	return 0;
}

/* A global, in memory of our own: libbpf maps it for skeletons only. */
static void *variable(const char *name)
{
	const struct btf *btf = bpf_object__btf(object);
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		const char *section_name = strrchr(bpf_map__name(map), '.');
		const struct btf_var_secinfo *info;
		const struct btf_type *section;
		__s32 id = section_name ? btf__find_by_name_kind(btf, section_name, BTF_KIND_DATASEC) : -1;

		if (id < 0)
			continue;
		section = btf__type_by_id(btf, id);
		info = btf_var_secinfos(section);
		for (int i = 0; i < btf_vlen(section); i++, info++) {
			char *start;

			if (strcmp(btf__name_by_offset(btf, btf__type_by_id(btf, info->type)->name_off), name) != 0)
				continue;
			start = mmap(NULL, bpf_map__value_size(map), PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(map), 0);
			if (start == MAP_FAILED)
				break;
			return start + info->offset;
		}
	}
	fprintf(stderr, "no variable %s\n", name);
	exit(1);
}

static void run(void)
{
	static char packet[64];
	LIBBPF_OPTS(bpf_test_run_opts, options, .data_in = packet, .data_size_in = sizeof(packet), .repeat = 1);

	if (bpf_prog_test_run_opts(program_fd, &options))
		exit(1);
}

static void *produce(void *unused)
{
	while (!atomic_load_explicit(&stopped, memory_order_relaxed))
		run();
	return unused;
}

static void consume(struct ring_buffer *ring, unsigned int records)
{
	double start;
	int count;

	*batch = records;
	run();
	start = now_ns();
	count = ring_buffer__consume(ring);
	printf("%.4f %d\n", (now_ns() - start) / count, count);
}

static void race(struct ring_buffer *ring, unsigned int milliseconds)
{
	unsigned long long before = *drops;
	double start = now_ns(), end = start + milliseconds * 1e6;
	long long count = 0;
	pthread_t producer;

	*batch = 1000;
	atomic_store(&stopped, 0);
	pthread_create(&producer, NULL, produce, NULL);
	while (now_ns() < end)
		count += ring_buffer__poll(ring, 100);
	end = now_ns();
	atomic_store(&stopped, 1);
	pthread_join(producer, NULL);
	printf("%.0f %llu\n", count / ((end - start) / 1e9), *drops - before);
	ring_buffer__consume(ring);
}

int main(int argc, char **argv)
{
	struct bpf_program *program;
	struct ring_buffer *ring;
	char line[64];

	if (argc != 5)
		return 2;
	libbpf_set_print(be_silent);
	object = bpf_object__open_file(argv[1], NULL);
	if (!object)
		return 1;
	bpf_object__for_each_program(program, object)
		bpf_program__set_autoload(program, strcmp(bpf_program__name(program), argv[2]) == 0);
	bpf_map__set_max_entries(bpf_object__find_map_by_name(object, "events"), atoi(argv[3]));
	if (bpf_object__load(object))
		return 1;
	program_fd = bpf_program__fd(bpf_object__find_program_by_name(object, argv[2]));
	*(unsigned int *)variable("size") = atoi(argv[4]);
	batch = variable("batch");
	drops = variable("drops");
	ring = ring_buffer__new(bpf_map__fd(bpf_object__find_map_by_name(object, "events")), handle, NULL, NULL);
	if (!ring)
		return 1;
	while (fgets(line, sizeof(line), stdin)) {
		unsigned int number;

		if (sscanf(line, "consume %u", &number) == 1)
			consume(ring, number);
		else if (sscanf(line, "race %u", &number) == 1)
			race(ring, number);
		else
			return 2;
		fflush(stdout);
	}
	return 0;
}
