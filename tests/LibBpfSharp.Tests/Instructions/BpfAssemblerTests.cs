using LibBpfSharp.Instructions;
using static LibBpfSharp.Instructions.BpfRegister;

namespace LibBpfSharp.Tests.Instructions;

public sealed class BpfAssemblerTests
{
    [Fact]
    public void What_is_written_is_what_the_disassembler_reads()
    {
        BpfCode code = new BpfAssembler()
            .Move(R6, R1).Move(R0, -1).MoveWide(R2, 0x1234_5678_9abc_def0)
            .Alu(BpfAluOperation.Add, R0, R6).Alu32Bit(BpfAluOperation.ShiftLeft, R0, 3).AluSigned(BpfAluOperation.Divide, R0, R6)
            .MoveSigned(R0, R6, 8).Negate(R0).ToBigEndian(R0, 16).ToLittleEndian(R0, 32).SwapBytes(R0, 64)
            .Load(BpfMemorySize.Word, R1, R6, 4).LoadSigned(BpfMemorySize.Byte, R1, R6, -4)
            .Store(BpfMemorySize.DoubleWord, R10, -8, R1).Store(BpfMemorySize.HalfWord, R10, -8, 5)
            .Atomic(BpfAtomicOperation.FetchAdd, BpfMemorySize.DoubleWord, R10, -8, R1)
            .LoadPacket(BpfMemorySize.HalfWord, 12).LoadPacket(BpfMemorySize.Byte, 12, R1)
            .JumpIf32Bit(BpfJumpOperation.SignedLess, R0, -2, "end").Label("end").Exit()
            .Assemble();
        Assert.Equal(
            """
            0: (bf) r6 = r1
            1: (b7) r0 = -1
            2: (18) r2 = 0x123456789abcdef0
            4: (0f) r0 += r6
            5: (64) w0 <<= 3
            6: (3f) r0 s/= r6
            7: (bf) r0 = (s8)r6
            8: (87) r0 = -r0
            9: (dc) r0 = be16 r0
            10: (d4) r0 = le32 r0
            11: (d7) r0 = bswap64 r0
            12: (61) r1 = *(u32 *)(r6 +4)
            13: (91) r1 = *(s8 *)(r6 -4)
            14: (7b) *(u64 *)(r10 -8) = r1
            15: (6a) *(u16 *)(r10 -8) = 5
            16: (db) r1 = atomic64_fetch_add((u64 *)(r10 -8), r1)
            17: (28) r0 = *(u16 *)skb[12]
            18: (50) r0 = *(u8 *)skb[r1 + 12]
            19: (c6) if w0 s< 0xfffffffe goto pc+0
            20: (95) exit
            """.ReplaceLineEndings("\n"),
            code.ToString());
    }

    [Fact]
    public void What_no_member_of_an_enumeration_is_is_not_written()
    {
        BpfAssembler code = new();
        Assert.All<Action>(
            [
                () => code.Move((BpfRegister)17, 1), () => code.Move(R0, (BpfRegister)11), () => code.Alu((BpfAluOperation)0x07, R0, 1), () => code.Alu32Bit((BpfAluOperation)1, R0, R1),
                () => code.JumpIf((BpfJumpOperation)1, R0, 1, "end"), () => code.JumpIf32Bit((BpfJumpOperation)1, R0, R1, "end"), () => code.Load((BpfMemorySize)1, R0, R1),
                () => code.LoadPacket(BpfMemorySize.Byte, 0, (BpfRegister)16),
            ],
            write => Assert.Throws<ArgumentOutOfRangeException>(write));
        Assert.Equal(0, code.Count);
    }

    [Fact]
    public void Jumps_go_to_labels_before_and_behind()
    {
        BpfInstruction[] code = new BpfAssembler()
            .Label("top").Jump("end").MoveWide(R0, 1).JumpIf(BpfJumpOperation.Equal, R0, R1, "top").JumpLong("top").Call("top").LoadFunction(R1, "end").Label("end").Exit()
            .Assemble().Instructions.ToArray();
        Assert.Equal(7, code[0].Offset);
        Assert.Equal(-4, code[3].Offset);
        Assert.Equal(-5, code[4].Immediate);
        Assert.Equal((-6, BpfPseudo.Call), (code[5].Immediate, code[5].Source));
        Assert.Equal((1, BpfPseudo.Func), (code[6].Immediate, code[6].Source));
    }

    [Fact]
    public void Maps_are_named_where_they_are_loaded()
    {
        BpfCode code = new BpfAssembler().Move(R0, 0).LoadMap(R1, "flows").LoadMapValue(R2, "counters", 16).LoadMap(R3, 7).Exit().Assemble();
        Assert.Equal([new(1, "flows"), new(3, "counters")], code.Maps);
        BpfInstruction[] instructions = code.Instructions.ToArray();
        Assert.True(instructions[1].LoadsMap);
        Assert.True(instructions[3].LoadsMapValue);
        Assert.Equal((16, 7), (instructions[4].Immediate, instructions[5].Immediate));
    }

    [Fact]
    public void A_label_must_be_set_once_and_within_reach()
    {
        Assert.Contains("'nowhere'", Assert.Throws<InvalidOperationException>(() => new BpfAssembler().Jump("nowhere").Assemble()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new BpfAssembler().Label("a").Label("a"));
        BpfAssembler far = new BpfAssembler().Jump("end");
        for (int i = 0; i < short.MaxValue + 1; i++) far.Move(R0, 0);
        far.Label("end").Exit();
        Assert.Contains(nameof(BpfAssembler.JumpLong), Assert.Throws<InvalidOperationException>(() => far.Assemble()).Message, StringComparison.Ordinal);
    }
}
