/* A shared library to attach probes to: one statically defined, one function in two versions, one that is not exported. */
#include "probe.h"

__attribute__((noinline)) int lbs_library_call(int value)
{
	PROBE(lbs_library, called, 0, "-4@%[a]", [a] "r"(value));
	return value;
}

__asm__(".symver lbs_old, lbs_versioned@LBS_1");
__asm__(".symver lbs_new, lbs_versioned@@LBS_2");

__attribute__((noinline)) int lbs_old(void)
{
	__asm__ __volatile__("");
	return 1;
}

__attribute__((noinline)) int lbs_new(void)
{
	__asm__ __volatile__("");
	return 2;
}
