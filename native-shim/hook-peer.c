// Loads and attaches one program of an object with libbpf, so that a refusal can be told from a mistake of ours.
// Usage: hook-peer OBJECT PROGRAM WAY [PLACE [MORE]]
// Standard output: one line, "load ERRNO", "attach ERRNO" or "attached", ERRNO being a positive number.
// Exit codes: 0 it said so; 2 wrong arguments.
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

// Places are numbers or paths, as the way asks.
struct request {
	struct bpf_object *object;
	struct bpf_program *program;
	const char *place, *more;
};

struct way {
	const char *name;
	int (*prepare)(struct request *request); // 0 or a negated errno
	int (*attach)(struct request *request);
};

static int number(const char *text) { return text ? atoi(text) : 0; }

static int result(struct bpf_link *link) { return link ? 0 : -errno; }

static int failed(int status) { return status < 0 ? -errno : 0; }

static int by_section(struct request *r) { return result(bpf_program__attach(r->program)); }

static int nowhere(struct request *r) { return r->program ? 0 : -EINVAL; }

static int to_cgroup(struct request *r)
{
	return result(bpf_program__attach_cgroup(r->program, open(r->place, O_RDONLY | O_DIRECTORY)));
}

// A hook that the section does not name.
static int to_cgroup_hook(struct request *r)
{
	int cgroup = open(r->place, O_RDONLY | O_DIRECTORY);

	return failed(bpf_prog_attach(bpf_program__fd(r->program), cgroup, number(r->more), BPF_F_ALLOW_MULTI));
}

static int to_xdp(struct request *r) { return result(bpf_program__attach_xdp(r->program, number(r->place))); }

static int to_tcx(struct request *r) { return result(bpf_program__attach_tcx(r->program, number(r->place), NULL)); }

static int to_netkit(struct request *r) { return result(bpf_program__attach_netkit(r->program, number(r->place), NULL)); }

static int to_clsact(struct request *r)
{
	LIBBPF_OPTS(bpf_tc_hook, hook, .ifindex = number(r->place), .attach_point = number(r->more));
	LIBBPF_OPTS(bpf_tc_opts, options, .prog_fd = bpf_program__fd(r->program));
	int status = bpf_tc_hook_create(&hook);

	return status && status != -EEXIST ? status : bpf_tc_attach(&hook, &options);
}

static int to_netns(struct request *r) { return result(bpf_program__attach_netns(r->program, open("/proc/thread-self/ns/net", O_RDONLY))); }

static int to_netfilter(struct request *r)
{
	LIBBPF_OPTS(bpf_netfilter_opts, options, .pf = 2, .hooknum = 1, .priority = 100);

	return result(bpf_program__attach_netfilter(r->program, &options));
}

static int to_perf_event(struct request *r)
{
	struct perf_event_attr attributes = {
		.type = PERF_TYPE_SOFTWARE, .config = PERF_COUNT_SW_CPU_CLOCK, .size = sizeof(attributes), .sample_freq = 1000, .freq = 1,
	};
	int event = syscall(SYS_perf_event_open, &attributes, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);

	return event < 0 ? -errno : result(bpf_program__attach_perf_event(r->program, event));
}

// MORE is PROVIDER:NAME.
static int to_usdt(struct request *r)
{
	char provider[64] = "";
	const char *colon = strchr(r->more, ':');

	strncpy(provider, r->more, colon - r->more);
	return result(bpf_program__attach_usdt(r->program, -1, r->place, provider, colon + 1, NULL));
}

static int to_map(struct request *r)
{
	int map = bpf_map_get_fd_by_id(number(r->place));

	return failed(bpf_prog_attach(bpf_program__fd(r->program), map, number(r->more), 0));
}

static int to_device_file(struct request *r)
{
	int device = open(r->place, O_RDWR);

	return failed(bpf_prog_attach(bpf_program__fd(r->program), device, bpf_program__expected_attach_type(r->program), 0));
}

static int choose_function(struct request *r)
{
	return bpf_program__set_attach_target(r->program, bpf_prog_get_fd_by_id(number(r->place)), r->more);
}

static int choose_operations(struct request *r)
{
	return bpf_map__set_autocreate(bpf_object__find_map_by_name(r->object, r->place), true);
}

static int to_operations(struct request *r)
{
	return result(bpf_map__attach_struct_ops(bpf_object__find_map_by_name(r->object, r->place)));
}

static const struct way ways[] = {
	{"load", NULL, nowhere},
	{"section", NULL, by_section},
	{"cgroup", NULL, to_cgroup},
	{"cgroup-hook", NULL, to_cgroup_hook},
	{"xdp", NULL, to_xdp},
	{"tcx", NULL, to_tcx},
	{"netkit", NULL, to_netkit},
	{"clsact", NULL, to_clsact},
	{"netns", NULL, to_netns},
	{"netfilter", NULL, to_netfilter},
	{"perf-event", NULL, to_perf_event},
	{"usdt", NULL, to_usdt},
	{"map", NULL, to_map},
	{"device", NULL, to_device_file},
	{"function", choose_function, by_section},
	{"operations", choose_operations, to_operations},
};

static const struct way *find_way(const char *name)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (!strcmp(ways[i].name, name))
			return &ways[i];
	return NULL;
}

static int say(const char *step, int error)
{
	if (error)
		printf("%s %d\n", step, -error);
	else
		puts("attached");
	return 0;
}

static int to_stderr(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return level <= LIBBPF_WARN ? vfprintf(stderr, format, arguments) : 0;
}

int main(int argc, char **argv)
{
	const struct way *way = argc >= 4 ? find_way(argv[3]) : NULL;
	struct request request = {.place = argc > 4 ? argv[4] : NULL, .more = argc > 5 ? argv[5] : NULL};
	struct bpf_program *program;
	struct bpf_map *map;
	int error;

	if (!way) {
		fputs("usage: hook-peer OBJECT PROGRAM WAY [PLACE [MORE]]\n", stderr);
		return 2;
	}
	libbpf_set_print(to_stderr);
	request.object = bpf_object__open(argv[1]);
	if (!request.object)
		return say("load", -errno);
	bpf_object__for_each_program(program, request.object)
		bpf_program__set_autoload(program, !strcmp(bpf_program__name(program), argv[2]));
	request.program = bpf_object__find_program_by_name(request.object, argv[2]);
	if (!request.program) {
		fprintf(stderr, "hook-peer: no program %s in %s\n", argv[2], argv[1]);
		return 2;
	}
	bpf_object__for_each_map(map, request.object)
		if (bpf_map__type(map) == BPF_MAP_TYPE_STRUCT_OPS)
			bpf_map__set_autocreate(map, false);

	error = way->prepare ? way->prepare(&request) : 0;
	if (!error)
		error = bpf_object__load(request.object);
	return error ? say("load", error) : say("attach", way->attach(&request));
}
