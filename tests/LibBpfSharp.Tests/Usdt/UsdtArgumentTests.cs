using LibBpfSharp.Elf;

namespace LibBpfSharp.Tests.Usdt;

/// <summary>Arguments of statically defined probes, in each assembler's notation.</summary>
public sealed class UsdtArgumentTests
{
    private const ushort X64 = ElfMachine.X64;
    private const ushort Arm64 = ElfMachine.Arm64;
    private const ushort S390 = ElfMachine.S390;
    private const ushort RiscV = ElfMachine.RiscV;

    [Theory]
    [InlineData(X64, "-4@$-9", -9, -4)]
    [InlineData(X64, " 8 @ $71 ", 71, 8)]
    [InlineData(Arm64, "-8@-1", -1, -8)]
    [InlineData(Arm64, "4@wzr", 0, 4)]
    [InlineData(S390, "2@71", 71, 2)]
    [InlineData(RiscV, "1@5", 5, 1)]
    public void A_constant(ushort machine, string text, long value, int size)
        => Assert.Equal(new(UsdtArgumentKind.Constant, value, 0, 0, 0, (byte)Math.Abs(size), size < 0), Read(machine, text));

    [Theory]
    [InlineData(X64, "8@%rdi", 112)]
    [InlineData(X64, "4@%edi", 112)]
    [InlineData(X64, "2@%di", 112)]
    [InlineData(X64, "1@%dil", 112)]
    [InlineData(X64, "1@%al", 80)]
    [InlineData(X64, "2@%bx", 40)]
    [InlineData(X64, "4@%r8d", 72)]
    [InlineData(X64, "1@%r15b", 0)]
    [InlineData(X64, "8@%rip", 128)]
    [InlineData(X64, "8@%rsp", 152)]
    [InlineData(Arm64, "8@x0", 0)]
    [InlineData(Arm64, "4@w30", 240)]
    [InlineData(Arm64, "8@sp", 248)]
    [InlineData(S390, "8@%r0", 24)]
    [InlineData(S390, "8@%r15", 144)]
    [InlineData(RiscV, "8@ra", 8)]
    [InlineData(RiscV, "8@a1", 88)]
    [InlineData(RiscV, "8@s11", 216)]
    [InlineData(RiscV, "8@t6", 248)]
    public void A_register(ushort machine, string text, short register)
        => Assert.Equal(new(UsdtArgumentKind.Register, 0, register, 0, 0, (byte)(text[0] - '0'), false), Read(machine, text));

    [Theory]
    [InlineData(X64, "-4@-1204(%rbp)", 32, -1204)]
    [InlineData(X64, "-4@(%rsp)", 152, 0)]
    [InlineData(X64, "-4 @ 16 ( %rax )", 80, 16)]
    [InlineData(Arm64, "-4@[sp, 96]", 248, 96)]
    [InlineData(Arm64, "-4@[x29,-16]", 232, -16)]
    [InlineData(Arm64, "-4@[ x1 ]", 8, 0)]
    [InlineData(S390, "-4@-28(%r15)", 144, -28)]
    [InlineData(RiscV, "-4@-88(s0)", 64, -88)]
    public void A_place_in_memory(ushort machine, string text, short register, long offset)
        => Assert.Equal(new(UsdtArgumentKind.Memory, offset, register, 0, 0, 4, true), Read(machine, text));

    [Theory]
    [InlineData("1@-96(%rbp,%rax,8)", -96, 3)]
    [InlineData("1@(%rbp,%rax,4)", 0, 2)]
    [InlineData("1@-96(%rbp,%rax)", -96, 0)]
    [InlineData("1@ ( %rbp , %rax )", 0, 0)]
    [InlineData("1@7(%rbp,%rax,2)", 7, 1)]
    public void A_place_in_memory_by_two_registers(string text, long offset, byte scale)
        => Assert.Equal(new(UsdtArgumentKind.IndexedMemory, offset, 32, 80, scale, 1, false), Read(X64, text));

    [Theory]
    [InlineData(X64, "3@%rax")]
    [InlineData(X64, "4@%ah")]
    [InlineData(X64, "4@rax")]
    [InlineData(X64, "4@7")]
    [InlineData(X64, "4@variable(%rip)")]
    [InlineData(X64, "4@(%rax,%rbx,3)")]
    [InlineData(X64, "4@8(%rax")]
    [InlineData(X64, "4%rax")]
    [InlineData(X64, "@%rax")]
    [InlineData(X64, "8@%xmm0")]
    [InlineData(X64, "4@$")]
    [InlineData(X64, "99999999999999999999@%rax")]
    [InlineData(Arm64, "4@x31")]
    [InlineData(Arm64, "4@[x0, x1]")]
    [InlineData(Arm64, "4@8(x0)")]
    [InlineData(S390, "4@%r16")]
    [InlineData(RiscV, "4@[s0, 4]")]
    public void What_cannot_be_read_is_named(ushort machine, string text)
    {
        string? fault = UsdtArgumentReader.TryRead(UsdtGrammar.Of(machine)!, "1@" + (machine == X64 ? "$1" : "1") + " " + text, out _);
        Assert.Contains($"#1, '{text.Split(' ')[0]}'", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_arguments_are_read_up_to_twelve()
    {
        string twelve = "-4@-1204(%rbp) -4@%edi -8@-1216(%rbp) -8@%r8 -4@$5 -8@%r9 8@%rdx 8@%r10 -4@$-9 -2@%cx -2@%ax -1@%sil";
        Assert.Null(UsdtArgumentReader.TryRead(UsdtGrammar.Of(X64)!, twelve, out UsdtArgument[] arguments));
        Assert.Equal(12, arguments.Length);
        Assert.Equal(new(UsdtArgumentKind.Register, 0, 104, 0, 0, 1, true), arguments[11]);
        Assert.Contains("more than the 12", UsdtArgumentReader.TryRead(UsdtGrammar.Of(X64)!, twelve + " 1@$1", out _), StringComparison.Ordinal);
        Assert.Null(UsdtArgumentReader.TryRead(UsdtGrammar.Of(X64)!, "", out arguments));
        Assert.Empty(arguments);
    }

    [Fact]
    public void A_machine_whose_notation_is_not_known_has_no_grammar() => Assert.Null(UsdtGrammar.Of(ElfMachine.LoongArch));

    [Fact]
    public void Both_layouts_of_a_program_are_written_as_C_lays_them_out()
    {
        UsdtArgument[] arguments =
        [
            new(UsdtArgumentKind.Memory, -16, 0x20, 0, 0, 4, true),
            new(UsdtArgumentKind.Register, 0, 0x70, 0, 0, 8, false),
        ];
        byte[] old = UsdtSpecLayout.OfSize(208)!.Write(arguments, 0xC00C1E);
        Assert.Equal("F0FFFFFFFFFFFFFF" + "02000000" + "2000" + "01" + "20", Convert.ToHexString(old.AsSpan(0, 16)));
        Assert.Equal("0000000000000000" + "01000000" + "7000" + "00" + "00", Convert.ToHexString(old.AsSpan(16, 16)));
        Assert.Equal("1E0CC00000000000" + "0200000000000000", Convert.ToHexString(old.AsSpan(192)));

        UsdtArgument indexed = new(UsdtArgumentKind.IndexedMemory, 8, 0x50, 0x78, 3, 2, false);
        byte[] larger = UsdtSpecLayout.OfSize(304)!.Write([indexed, arguments[0]], 1);
        Assert.Equal("0800000000000000" + "0300" + "7830" + "0000" + "5000" + "00" + "30" + "000000000000", Convert.ToHexString(larger.AsSpan(0, 24)));
        Assert.Equal("F0FFFFFFFFFFFFFF" + "0200" + "0000" + "0000" + "2000" + "01" + "20" + "000000000000", Convert.ToHexString(larger.AsSpan(24, 24)));
        Assert.Equal("0100000000000000" + "0200000000000000", Convert.ToHexString(larger.AsSpan(288)));

        Assert.False(UsdtSpecLayout.OfSize(208)!.CanHold(indexed));
        Assert.True(UsdtSpecLayout.OfSize(304)!.CanHold(indexed));
        Assert.Null(UsdtSpecLayout.OfSize(209));
    }

    private static UsdtArgument Read(ushort machine, string text)
    {
        Assert.Null(UsdtArgumentReader.TryRead(UsdtGrammar.Of(machine)!, text, out UsdtArgument[] arguments));
        return Assert.Single(arguments);
    }
}
