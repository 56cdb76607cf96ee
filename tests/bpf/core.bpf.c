// One CO-RE relocation a program, of every kind; the tests make up the kernels it is relocated against.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define RELOCATED __attribute__((preserve_access_index))

enum { BYTE_OFFSET, BYTE_SIZE, EXISTS, SIGNED, LEFT_SHIFT, RIGHT_SHIFT };
enum { TYPE_EXISTS, TYPE_SIZE, TYPE_MATCHES };
enum { VALUE_EXISTS, VALUE };

enum shade {
	SHADE_DARK = 3,
	SHADE_LIGHT = 7,
};

enum wide_shade {
	WIDE_LIGHT = 0x700000000ULL,
};

struct lbs_part {
	int first;
	int second;
} RELOCATED;

struct lbs_sample {
	int plain;
	struct {
		long embedded;
	};
	struct lbs_part parts[3];
	unsigned int low : 5;
	signed int high : 7;
	unsigned long wide;
	struct lbs_part *pointer;
	int tail[];
} RELOCATED;

struct lbs_sample___flavoured {
	int plain;
} RELOCATED;

typedef int (*visit)(struct lbs_sample *sample, int depth);

struct context {
	struct lbs_sample *sample;
};

#define PROGRAM(name, expression)                                       \
	SEC("raw_tp")                                                   \
	int name(struct context *context)                               \
	{                                                               \
		struct lbs_sample *s = context->sample;                     \
		(void)s;                                                \
		return (expression);                                    \
	}

#define FIELD(name, field, kind) PROGRAM(name, __builtin_preserve_field_info(s->field, kind))

FIELD(plain_offset, plain, BYTE_OFFSET)
FIELD(plain_size, plain, BYTE_SIZE)
FIELD(plain_exists, plain, EXISTS)
FIELD(plain_signed, plain, SIGNED)
FIELD(embedded_offset, embedded, BYTE_OFFSET)
FIELD(element_offset, parts[2].second, BYTE_OFFSET)
FIELD(tail_offset, tail[4], BYTE_OFFSET)
FIELD(bits_offset, high, BYTE_OFFSET)
FIELD(bits_size, high, BYTE_SIZE)
FIELD(bits_signed, high, SIGNED)
FIELD(bits_left, high, LEFT_SHIFT)
FIELD(bits_right, high, RIGHT_SHIFT)
PROGRAM(flavour_offset, __builtin_preserve_field_info(((struct lbs_sample___flavoured *)s)->plain, BYTE_OFFSET))

PROGRAM(type_local, __builtin_btf_type_id(*(struct lbs_sample *)0, 0))
PROGRAM(type_target, __builtin_btf_type_id(*(struct lbs_sample *)0, 1))
PROGRAM(type_exists, __builtin_preserve_type_info(*(struct lbs_sample *)0, TYPE_EXISTS))
PROGRAM(type_size, __builtin_preserve_type_info(*(struct lbs_sample *)0, TYPE_SIZE))
PROGRAM(type_matches, __builtin_preserve_type_info(*(struct lbs_part *)0, TYPE_MATCHES))
PROGRAM(typedef_exists, __builtin_preserve_type_info(*(visit *)0, TYPE_EXISTS))

PROGRAM(value_exists, __builtin_preserve_enum_value(*(enum shade *)SHADE_LIGHT, VALUE_EXISTS))
PROGRAM(value, __builtin_preserve_enum_value(*(enum shade *)SHADE_LIGHT, VALUE))
PROGRAM(wide_value, __builtin_preserve_enum_value(*(enum wide_shade *)WIDE_LIGHT, VALUE) >> 32)

// The offset goes into a load, whose width follows the field.
SEC("tp_btf/none")
int load_wide(struct context *context)
{
	return context->sample->wide;
}

SEC("tp_btf/none")
int load_plain(struct context *context)
{
	return context->sample->plain;
}

char _license[] SEC("license") = "GPL";
