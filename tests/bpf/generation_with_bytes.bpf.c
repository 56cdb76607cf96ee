// The same programs after a change of what they keep.
#define WITH_BYTES
#include "generation.bpf.c"
