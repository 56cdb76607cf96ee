/*
 * A program to attach probes to. It obeys one command a line:
 *   fire       passes every probe once and calls the functions once; says "fired"
 *   watched    says how many watch the probe that counts them
 *   throw      throws a C++ exception, which nobody catches: it ends
 * The end of its input ends it.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include "probe.h"

int lbs_library_call(int value);

PROBE_COUNTER(lbs_counted_semaphore);

struct pair {
	short small;
	unsigned long long large;
};

__attribute__((noinline)) int lbs_target_add(int left, int right)
{
	__asm__ __volatile__("" : "+r"(left));
	return left + right;
}

__attribute__((noinline)) static void fire_values(int number, signed char letter, struct pair *pair)
{
	volatile unsigned int local = 4000000000u;

	PROBE(lbs, plain, 0, "");
	PROBE(lbs, values, 0, "-4@%[number] -1@%[letter] 2@%[small] 8@%[large] -8@%[constant] 4@%[local] -2@%[small]",
	      [number] "r"(number), [letter] "q"(letter), [small] "m"(pair->small), [large] "m"(pair->large),
	      [constant] "n"(-9), [local] "m"(local));
}

__attribute__((noinline)) static void fire_several(int first, int second)
{
	PROBE(lbs, several, 0, "-4@%[a]", [a] "n"(1));
	PROBE(lbs, several, 0, "-4@%[a]", [a] "r"(first));
	PROBE(lbs, several, 0, "-4@%[a]", [a] "n"(1));
	PROBE(lbs, several, 0, "-8@%[a]", [a] "r"((long)second));
}

static void fire_counted(void)
{
	if (lbs_counted_semaphore)
		PROBE(lbs, counted, lbs_counted_semaphore, "4@%[a]", [a] "n"(77));
}

#ifdef __x86_64__
__attribute__((noinline)) static void fire_indexed(const unsigned short *table, long index)
{
	PROBE(lbs, indexed, 0, "2@(%[table],%[index],2) 2@2(%[table],%[index],2) -4@%[index32]",
	      [table] "r"(table), [index] "r"(index), [index32] "r"((int)index), "m"(*(const unsigned short(*)[8])table));
}

__attribute__((noinline)) static void fire_fast(int value)
{
	PROBE_AT(PROBE_NOP5, lbs, fast, 0, "-4@%[a]", [a] "r"(value));
	PROBE_AT(PROBE_NOP10, lbs, faster, 0, "-4@%[a]", [a] "r"(value));
}
#endif

__attribute__((noinline)) static void fire_refused(void)
{
	PROBE(lbs, unreadable, 0, "4@some_variable(%%rip)");
	PROBE(lbs, crowded, 0, "1@%[a] 1@%[a] 1@%[a] 1@%[a] 1@%[a] 1@%[a] 1@%[a] 1@%[a] 1@%[a] 1@%[a] 1@%[a] 1@%[a] 1@%[a]", [a] "n"(1));
}

static void fire(void)
{
	static const unsigned short table[8] = { 10, 11, 12, 13, 14, 15, 16, 17 };
	struct pair pair = { -2, 0x1122334455667788ull };

	fire_values(-5, -3, &pair);
	fire_several(2, 3);
	fire_counted();
#ifdef __x86_64__
	fire_indexed(table, 3);
	fire_fast(42);
#endif
	fire_refused();
	lbs_library_call(lbs_target_add(2, 3) + table[0]);
}

static void throw_exception(void)
{
	const struct rlimit none = { 0, 0 };
	void *library = dlopen("libstdc++.so.6", RTLD_NOW);
	void *(*allocate)(size_t) = library ? dlsym(library, "__cxa_allocate_exception") : NULL;
	void (*throw)(void *, void *, void *) = library ? dlsym(library, "__cxa_throw") : NULL;

	setrlimit(RLIMIT_CORE, &none);
	if (allocate && throw)
		throw(allocate(sizeof(int)), dlsym(library, "_ZTIi"), NULL);
}

int main(void)
{
	char line[64];

	setvbuf(stdout, NULL, _IOLBF, 0);
	puts("ready");
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = 0;
		if (!strcmp(line, "fire")) {
			fire();
			puts("fired");
		} else if (!strcmp(line, "watched")) {
			printf("%u\n", lbs_counted_semaphore);
		} else if (!strcmp(line, "throw")) {
			throw_exception();
		}
	}
	return 0;
}
