// The same programs after another name was given to what they keep.
#define PACKETS datagrams
#include "generation.bpf.c"
