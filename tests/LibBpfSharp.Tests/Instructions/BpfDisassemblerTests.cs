using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tests.Instructions;

public sealed class BpfDisassemblerTests
{
    [Theory]
    [MemberData(nameof(Arithmetic))]
    [MemberData(nameof(Jumps))]
    [MemberData(nameof(Memory))]
    [MemberData(nameof(Atomics))]
    public void Prints_each_kind_as_the_verifier_does(string text, byte opcode, byte destination, byte source, short offset, int immediate) =>
        Assert.Equal(text, BpfDisassembler.Format(new BpfInstruction(opcode, destination, source, offset, immediate)));

    public static TheoryData<string, byte, byte, byte, short, int> Arithmetic() => new()
    {
        { "r1 += 5", 0x07, 1, 0, 0, 5 },
        { "r1 -= -5", 0x17, 1, 0, 0, -5 },
        { "r1 *= r2", 0x2f, 1, 2, 0, 0 },
        { "r1 /= r2", 0x3f, 1, 2, 0, 0 },
        { "r1 s/= r2", 0x3f, 1, 2, 1, 0 },
        { "w1 s/= 7", 0x34, 1, 0, 1, 7 },
        { "r1 |= r2", 0x4f, 1, 2, 0, 0 },
        { "w3 &= 255", 0x54, 3, 0, 0, 255 },
        { "r1 <<= 32", 0x67, 1, 0, 0, 32 },
        { "r1 >>= 32", 0x77, 1, 0, 0, 32 },
        { "r1 = -r1", 0x87, 1, 0, 0, 0 },
        { "w1 = -w1", 0x84, 1, 0, 0, 0 },
        { "r1 %= 3", 0x97, 1, 0, 0, 3 },
        { "r1 s%= 3", 0x97, 1, 0, 1, 3 },
        { "w1 ^= w9", 0xac, 1, 9, 0, 0 },
        { "r0 = 0", 0xb7, 0, 0, 0, 0 },
        { "w0 = -1", 0xb4, 0, 0, 0, -1 },
        { "r6 = r1", 0xbf, 6, 1, 0, 0 },
        { "w6 = w1", 0xbc, 6, 1, 0, 0 },
        { "r6 = (s8)r1", 0xbf, 6, 1, 8, 0 },
        { "r6 = (s16)r1", 0xbf, 6, 1, 16, 0 },
        { "r6 = (s32)r1", 0xbf, 6, 1, 32, 0 },
        { "w6 = (s16)w1", 0xbc, 6, 1, 16, 0 },
        { "r1 = addr_space_cast(r2, 0, 1)", 0xbf, 1, 2, 1, 1 },
        { "r1 = addr_space_cast(r2, 1, 0)", 0xbf, 1, 2, 1, 0x10000 },
        { "r1 = &(void __percpu *)(r2)", 0xbf, 1, 2, -1, 0 },
        { "r1 s>>= 63", 0xc7, 1, 0, 0, 63 },
        { "r1 = le16 r1", 0xd4, 1, 0, 0, 16 },
        { "r1 = be32 r1", 0xdc, 1, 0, 0, 32 },
        { "r1 = bswap64 r1", 0xd7, 1, 0, 0, 64 },
        { "unknown 0xe7", 0xe7, 1, 0, 0, 0 },
    };

    public static TheoryData<string, byte, byte, byte, short, int> Jumps() => new()
    {
        { "goto pc+3", 0x05, 0, 0, 3, 0 },
        { "goto pc-1", 0x05, 0, 0, -1, 0 },
        { "goto pc+0", 0x05, 0, 0, 0, 0 },
        { "gotol pc-70000", 0x06, 0, 0, 0, -70000 },
        { "gotox r4", 0x0d, 4, 0, 0, 0 },
        { "may_goto pc+9", 0xe5, 0, 0, 9, 0 },
        { "unknown 0xe5", 0xe5, 0, 1, 9, 0 },
        { "if r1 == 0x0 goto pc+3", 0x15, 1, 0, 3, 0 },
        { "if r1 > 0x5 goto pc+3", 0x25, 1, 0, 3, 5 },
        { "if r1 >= r2 goto pc+3", 0x3d, 1, 2, 3, 0 },
        { "if w1 & 0x80 goto pc+3", 0x46, 1, 0, 3, 0x80 },
        { "if w1 != w2 goto pc-3", 0x5e, 1, 2, -3, 0 },
        { "if r1 s> 0xffffffff goto pc+3", 0x65, 1, 0, 3, -1 },
        { "if r1 s>= r2 goto pc+3", 0x7d, 1, 2, 3, 0 },
        { "if r1 < 0x64 goto pc+3", 0xa5, 1, 0, 3, 100 },
        { "if r1 <= 0x64 goto pc+3", 0xb5, 1, 0, 3, 100 },
        { "if w1 s< 0x0 goto pc+3", 0xc6, 1, 0, 3, 0 },
        { "if w1 s<= w0 goto pc+3", 0xde, 1, 0, 3, 0 },
        { "call bpf_map_lookup_elem#1", 0x85, 0, 0, 0, 1 },
        { "call bpf_cgrp_storage_delete#211", 0x85, 0, 0, 0, 211 },
        { "call unknown#212", 0x85, 0, 0, 0, 212 },
        { "call pc+5", 0x85, 0, 1, 0, 5 },
        { "call pc-5", 0x85, 0, 1, 0, -5 },
        { "call kernel-function#4711", 0x85, 0, 2, 0, 4711 },
        { "exit", 0x95, 0, 0, 0, 0 },
    };

    public static TheoryData<string, byte, byte, byte, short, int> Memory() => new()
    {
        { "r1 = *(u32 *)(r6 +4)", 0x61, 1, 6, 4, 0 },
        { "r1 = *(u16 *)(r6 -4)", 0x69, 1, 6, -4, 0 },
        { "r1 = *(u8 *)(r6 +0)", 0x71, 1, 6, 0, 0 },
        { "r1 = *(u64 *)(r6 +8)", 0x79, 1, 6, 8, 0 },
        { "r1 = *(s32 *)(r6 +4)", 0x81, 1, 6, 4, 0 },
        { "r1 = *(s16 *)(r6 +4)", 0x89, 1, 6, 4, 0 },
        { "r1 = *(s8 *)(r6 +4)", 0x91, 1, 6, 4, 0 },
        { "unknown 0x99", 0x99, 1, 6, 4, 0 },
        { "*(u32 *)(r10 -4) = r1", 0x63, 10, 1, -4, 0 },
        { "*(u64 *)(r10 -8) = r1", 0x7b, 10, 1, -8, 0 },
        { "*(u16 *)(r10 -8) = 7", 0x6a, 10, 0, -8, 7 },
        { "*(u8 *)(r10 -8) = -7", 0x72, 10, 0, -8, -7 },
        { "unknown 0xc2", 0xc2, 10, 0, -8, -7 },
        { "r0 = *(u16 *)skb[12]", 0x28, 0, 0, 0, 12 },
        { "r0 = *(u8 *)skb[r3 + 9]", 0x50, 0, 3, 0, 9 },
        { "r1 = 0x5", 0x18, 1, 1, 0, 5 },
        { "unknown 0x00", 0x00, 0, 0, 0, 0 },
    };

    public static TheoryData<string, byte, byte, byte, short, int> Atomics() => new()
    {
        { "lock *(u64 *)(r1 +0) += r2", 0xdb, 1, 2, 0, 0x00 },
        { "lock *(u32 *)(r1 +8) |= r2", 0xc3, 1, 2, 8, 0x40 },
        { "lock *(u32 *)(r1 +8) &= r2", 0xc3, 1, 2, 8, 0x50 },
        { "lock *(u64 *)(r1 -8) ^= r2", 0xdb, 1, 2, -8, 0xa0 },
        { "r2 = atomic64_fetch_add((u64 *)(r1 +0), r2)", 0xdb, 1, 2, 0, 0x01 },
        { "r2 = atomic_fetch_or((u32 *)(r1 +0), r2)", 0xc3, 1, 2, 0, 0x41 },
        { "r2 = atomic64_fetch_and((u64 *)(r1 +0), r2)", 0xdb, 1, 2, 0, 0x51 },
        { "r2 = atomic64_fetch_xor((u64 *)(r1 +0), r2)", 0xdb, 1, 2, 0, 0xa1 },
        { "r2 = atomic64_xchg((u64 *)(r1 +0), r2)", 0xdb, 1, 2, 0, 0xe1 },
        { "r0 = atomic_cmpxchg((u32 *)(r1 +0), r0, r2)", 0xc3, 1, 2, 0, 0xf1 },
        { "r1 = load_acquire((u8 *)(r2 +4))", 0xd3, 1, 2, 4, 0x100 },
        { "store_release((u16 *)(r1 +4), r2)", 0xcb, 1, 2, 4, 0x110 },
        { "unknown 0xdb", 0xdb, 1, 2, 0, 0x02 },
    };

    [Fact]
    public void Prints_both_halves_of_a_wide_immediate_as_one() =>
        Assert.Equal(
            "r3 = 0x12345678fffffffe",
            BpfDisassembler.Format(new BpfInstruction(BpfOpcode.LoadImmediate64, 3, immediate: -2), new BpfInstruction(0, immediate: 0x12345678)));

    [Fact]
    public void Numbers_slots_and_passes_over_the_second_of_a_wide_one()
    {
        BpfInstruction[] program =
        [
            new(BpfOpcode.LoadImmediate64, 1, BpfPseudo.MapFd, immediate: 9),
            default,
            new(BpfOpcode.MoveImmediate),
            new(BpfOpcode.Exit),
        ];

        Assert.Equal(["0: (18) r1 = 0x9", "2: (b7) r0 = 0", "3: (95) exit"], BpfDisassembler.Format(program));
    }

    [Fact]
    public void A_wide_instruction_cut_at_the_end_is_printed_with_an_upper_half_of_zero() =>
        Assert.Equal(["0: (18) r1 = 0x9"], BpfDisassembler.Format(new BpfInstruction[] { new(BpfOpcode.LoadImmediate64, 1, immediate: 9) }));
}
