/*
 * Statically defined probes: a no-op where the probe is, and a note of it in .note.stapsdt, as
 * https://sourceware.org/systemtap/wiki/UserSpaceProbeImplementation describes it.
 *
 * PROBE(provider, name, semaphore, arguments, operands...)
 * The arguments are text for the assembler: sizes, @, and operands by name: "-4@%[a] 8@%[b]".
 */
#pragma once

#define PROBE_TEXT(x) #x
#define PROBE_NOP "nop\n"
#define PROBE_NOP5 "nop\n.byte 0x0f, 0x1f, 0x44, 0x00, 0x00\n"
#define PROBE_NOP10 "nop\n.byte 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00\n"

#define PROBE_AT(nop, provider, name, semaphore, arguments, ...)                          \
	__asm__ __volatile__("990:\n" nop                                                  \
			     ".pushsection .note.stapsdt,\"\",\"note\"\n"                   \
			     ".balign 4\n"                                                  \
			     ".4byte 992f-991f, 994f-993f, 3\n"                             \
			     "991: .asciz \"stapsdt\"\n"                                    \
			     "992: .balign 4\n"                                             \
			     "993: .8byte 990b, _.stapsdt.base, " PROBE_TEXT(semaphore) "\n" \
			     ".asciz \"" PROBE_TEXT(provider) "\"\n"                        \
			     ".asciz \"" PROBE_TEXT(name) "\"\n"                            \
			     ".asciz \"" arguments "\"\n"                                   \
			     "994: .balign 4\n"                                             \
			     ".popsection\n"                                                \
			     ".ifndef _.stapsdt.base\n"                                     \
			     ".pushsection .stapsdt.base,\"aG\",\"progbits\",.stapsdt.base,comdat\n" \
			     ".weak _.stapsdt.base\n"                                       \
			     ".hidden _.stapsdt.base\n"                                     \
			     "_.stapsdt.base: .space 1\n"                                   \
			     ".size _.stapsdt.base, 1\n"                                    \
			     ".popsection\n"                                                \
			     ".endif\n" ::__VA_ARGS__)

#define PROBE(...) PROBE_AT(PROBE_NOP, __VA_ARGS__)

/* The counter of who watches a probe, raised by the kernel. */
#define PROBE_COUNTER(name) \
	__attribute__((section(".probes"), used, visibility("hidden"))) volatile unsigned short name
