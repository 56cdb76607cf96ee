// What libbpf does with the kernel's BTF when it loads an object: open, finds of attach targets, CO-RE candidate searches.
//
// Arguments are find:KIND:NAME and root:KIND:NAME. Each line on standard input starts a round; its answer is one line of
// milliseconds to open, to find, to search, then the ids found and the numbers of candidates.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <bpf/btf.h>

#define MOST_QUERIES 256

struct query {
	bool is_root;
	__u32 kind;
	const char *name;
	__s32 answer;
};

static double now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e3 + ts.tv_nsec / 1e6;
}

static bool separates(const char *at)
{
	return at[0] != '_' && at[1] == '_' && at[2] == '_' && at[3] == '_' && at[4] != '_';
}

static size_t essential_length(const char *name)
{
	size_t length = strlen(name);

	for (long at = (long)length - 5; at >= 0; at--)
		if (separates(name + at))
			return at + 1;
	return length;
}

static bool is_enum(const struct btf_type *type)
{
	return btf_is_enum(type) || btf_kind(type) == BTF_KIND_ENUM64;
}

// libbpf keeps this search to itself (bpf_core_add_cands), so it is made here from the same public calls, in the same order.
static __u32 count_candidates(const struct btf *btf, const struct query *root)
{
	size_t wanted = essential_length(root->name);
	__u32 count = btf__type_cnt(btf), found = 0;

	for (__u32 id = 1; id < count; id++) {
		const struct btf_type *type = btf__type_by_id(btf, id);
		const char *name;

		if (btf_kind(type) != root->kind && !(is_enum(type) && root->kind == BTF_KIND_ENUM))
			continue;
		name = btf__name_by_offset(btf, type->name_off);
		if (!name || !name[0] || essential_length(name) != wanted)
			continue;
		if (strncmp(root->name, name, wanted) == 0)
			found++;
	}
	return found;
}

// Answers the queries of one sort.
static void answer(const struct btf *btf, struct query *queries, int count, bool roots)
{
	for (int i = 0; i < count; i++) {
		struct query *query = &queries[i];

		if (query->is_root != roots)
			continue;
		query->answer = roots ? (__s32)count_candidates(btf, query) :
					btf__find_by_name_kind(btf, query->name, query->kind);
	}
}

static void run(struct query *queries, int count)
{
	double start = now_ms(), loaded, found, searched;
	struct btf *btf = btf__load_vmlinux_btf();

	if (!btf) {
		perror("btf__load_vmlinux_btf");
		exit(1);
	}
	loaded = now_ms();
	answer(btf, queries, count, false);
	found = now_ms();
	answer(btf, queries, count, true);
	searched = now_ms();
	btf__free(btf);

	printf("%.4f %.4f %.4f", loaded - start, found - loaded, searched - found);
	for (int i = 0; i < count; i++)
		printf(" %d", queries[i].answer);
	puts("");
	fflush(stdout);
}

int main(int argc, char **argv)
{
	static struct query queries[MOST_QUERIES];
	int count = argc - 1;
	char line[64];

	if (count > MOST_QUERIES)
		return 2;
	for (int i = 0; i < count; i++) {
		char *kind = strchr(argv[i + 1], ':'), *name;

		if (!kind)
			return 2;
		queries[i].is_root = argv[i + 1][0] == 'r';
		queries[i].kind = strtoul(kind + 1, &name, 10);
		queries[i].name = name + 1;
	}
	while (fgets(line, sizeof(line), stdin))
		run(queries, count);
	return 0;
}
