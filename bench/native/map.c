// libbpf's side of the map benchmark. Each line on standard input names what is timed and how often: the answer is nanoseconds per element.
// With the argument "alone" the process has no second thread.
#include <bpf/bpf.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ENTRIES 65536
#define VALUE_SIZE 32

static __u64 keys[ENTRIES];
static unsigned char values[ENTRIES][VALUE_SIZE];
static __u64 read_keys[ENTRIES];
static unsigned char read_values[ENTRIES][VALUE_SIZE];

static double now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e9 + ts.tv_nsec;
}

static void must(int result, const char *what)
{
	if (result < 0) {
		perror(what);
		exit(1);
	}
}

static void fill(int map)
{
	__u32 count = ENTRIES;

	must(bpf_map_update_batch(map, keys, values, &count, NULL), "update batch");
}

// Every key once, a step of an odd number through them.
static __u64 *key_at(int i)
{
	return &keys[(i * 40503u) % ENTRIES];
}

static double lookup(int map, int count)
{
	unsigned char value[VALUE_SIZE];
	double start = now_ns();

	for (int i = 0; i < count; i++)
		must(bpf_map_lookup_elem(map, key_at(i), value), "lookup");
	return now_ns() - start;
}

static double update(int map, int count)
{
	double start = now_ns();

	for (int i = 0; i < count; i++)
		must(bpf_map_update_elem(map, key_at(i), values[i % ENTRIES], BPF_ANY), "update");
	return now_ns() - start;
}

static double delete_each(int map, int count)
{
	double start = now_ns(), took;

	for (int i = 0; i < count; i++)
		must(bpf_map_delete_elem(map, key_at(i)), "delete");
	took = now_ns() - start;
	for (int i = 0; i < count; i++)
		must(bpf_map_update_elem(map, key_at(i), values[0], BPF_ANY), "update");
	return took;
}

// The usual walk: next key, then its value.
static double walk(int map)
{
	unsigned char value[VALUE_SIZE];
	__u64 key, *last = NULL;
	int seen = 0;
	double start = now_ns(), took;

	while (bpf_map_get_next_key(map, last, &key) == 0) {
		must(bpf_map_lookup_elem(map, &key, value), "lookup");
		last = &key;
		seen++;
	}
	took = now_ns() - start;
	must(seen == ENTRIES ? 0 : -1, "walk");
	return took;
}

static double lookup_batch(int map, __u32 room)
{
	__u32 position, count = room;
	double start = now_ns(), took;

	must(bpf_map_lookup_batch(map, NULL, &position, read_keys, read_values, &count, NULL), "lookup batch");
	took = now_ns() - start;
	return took / count;
}

static double update_batch(int map, __u32 count)
{
	double start = now_ns();

	must(bpf_map_update_batch(map, keys, values, &count, NULL), "update batch");
	return (now_ns() - start) / count;
}

static double delete_batch(int map, __u32 count)
{
	double start = now_ns(), took;

	must(bpf_map_delete_batch(map, keys, &count, NULL), "delete batch");
	took = now_ns() - start;
	update_batch(map, count);
	return took / count;
}

static double run(int map, const char *what, int count)
{
	if (!strcmp(what, "lookup"))
		return lookup(map, count) / count;
	if (!strcmp(what, "update"))
		return update(map, count) / count;
	if (!strcmp(what, "delete"))
		return delete_each(map, count) / count;
	if (!strcmp(what, "walk"))
		return walk(map) / ENTRIES;
	if (!strcmp(what, "lookup-batch"))
		return lookup_batch(map, count);
	if (!strcmp(what, "update-batch"))
		return update_batch(map, count);
	if (!strcmp(what, "delete-batch"))
		return delete_batch(map, count);
	exit(2);
}

// The kernel counts references to descriptors only in processes of several threads, as every .NET process is one (25 to 40 ns a call).
static void *be_there(void *unused)
{
	for (;;)
		pause();
	return unused;
}

int main(int argc, char **argv)
{
	pthread_t other;
	int map = bpf_map_create(BPF_MAP_TYPE_HASH, "bench", sizeof(__u64), VALUE_SIZE, ENTRIES, NULL);
	char what[32];
	int count;

	must(map, "map");
	if (argc < 2 || strcmp(argv[1], "alone"))
		must(-pthread_create(&other, NULL, be_there, NULL), "thread");
	for (__u32 i = 0; i < ENTRIES; i++)
		keys[i] = i * 0x9e3779b97f4a7c15ull;
	fill(map);
	while (scanf("%31s %d", what, &count) == 2) {
		printf("%.2f\n", run(map, what, count));
		fflush(stdout);
	}
	return 0;
}
