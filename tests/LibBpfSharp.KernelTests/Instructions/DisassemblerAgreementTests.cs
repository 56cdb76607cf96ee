using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Instructions;

/// <summary>The verifier prints every instruction it walks: ours must be the same words.</summary>
public sealed partial class DisassemblerAgreementTests
{
    private const uint LogEveryInstruction = 2;

    [Fact]
    public void The_first_instruction_set_reads_the_same() => Agree(
    [
        new(BpfOpcode.MoveRegister, 6, 1),
        new(BpfOpcode.LoadImmediate64, 2, immediate: -2), new(0, immediate: 0x1234),
        .. Alu([0x00, 0x10, 0x20, 0x40, 0x50, 0x60, 0x70, 0xA0, 0xB0, 0xC0], immediate: 3),
        .. Alu([0x30, 0x90], immediate: 7),
        new(0x87, 2), new(0x84, 2),
        new(0xD4, 2, immediate: 16), new(0xDC, 2, immediate: 32), new(0xDC, 2, immediate: 64),
        new(0x7A, 10, offset: -8, immediate: -5), new(0x62, 10, offset: -16, immediate: 5), new(0x62, 10, offset: -12, immediate: 5),
        new(0x6A, 10, offset: -10, immediate: 5), new(0x72, 10, offset: -9, immediate: 5),
        new(0x7B, 10, 2, -24), new(0x63, 10, 2, -24), new(0x6B, 10, 2, -24), new(0x73, 10, 2, -24),
        new(0x79, 3, 10, -8), new(0x61, 3, 10, -8), new(0x69, 3, 10, -8), new(0x71, 3, 10, -8),
        new(0xDB, 10, 2, -8), new(0xC3, 10, 2, -8),
        .. Jumps(0x05),
        new(BpfOpcode.Jump),
        new(0x20, immediate: 0), new(0x28, immediate: 2), new(0x30, immediate: 4),
        new(BpfOpcode.MoveImmediate, 3), new(0x50, source: 3, immediate: 4),
        new(BpfOpcode.Call, immediate: (int)BpfHelper.KtimeGetNs),
        new(BpfOpcode.Call, source: BpfPseudo.Call, immediate: 2),
        new(BpfOpcode.MoveImmediate), new(BpfOpcode.Exit),
        new(BpfOpcode.MoveImmediate), new(BpfOpcode.Exit),
    ]);

    [Fact]
    public void Comparisons_of_32_bits_read_the_same()
    {
        Requires.Feature(BpfFeature.InstructionsV3);

        // 7.2 prints a comparison it can decide as the jump it comes to.
        Agree(
        [
            new(BpfOpcode.Call, immediate: (int)BpfHelper.GetPrandomU32), new(BpfOpcode.MoveRegister, 2),
            .. Jumps(0x06), new(BpfOpcode.MoveImmediate), new(BpfOpcode.Exit),
        ]);
    }

    [Fact]
    public void Atomic_operations_read_the_same()
    {
        Requires.Feature(BpfFeature.AtomicFetch);
        Agree(
        [
            new(0x7A, 10, offset: -8),
            new(BpfOpcode.MoveImmediate, 2, immediate: 4),
            new(BpfOpcode.MoveImmediate),
            .. AtomicsOf(0xDB), .. AtomicsOf(0xC3),
            new(BpfOpcode.MoveImmediate), new(BpfOpcode.Exit),
        ]);
    }

    [Fact]
    public void The_fourth_instruction_set_reads_the_same()
    {
        Requires.Feature(BpfFeature.InstructionsV4);
        Agree(
        [
            new(0x7A, 10, offset: -8),
            new(BpfOpcode.MoveImmediate, 2, immediate: 4),
            new(0x37, 2, offset: 1, immediate: 3), new(0x97, 2, offset: 1, immediate: 3), new(0x34, 2, offset: 1, immediate: 3),
            new(BpfOpcode.MoveImmediate, 3, immediate: 4),
            new(0x3F, 2, 3, 1), new(0x9C, 2, 3, 1),
            new(0xBF, 2, 3, 8), new(0xBF, 2, 3, 16), new(0xBF, 2, 3, 32), new(0xBC, 2, 3, 8), new(0xBC, 2, 3, 16),
            new(0x81, 2, 10, -8), new(0x89, 2, 10, -8), new(0x91, 2, 10, -8),
            new(0xD7, 2, immediate: 16), new(0xD7, 2, immediate: 64),
            new(BpfOpcode.JumpLong),
            new(BpfOpcode.MoveImmediate), new(BpfOpcode.Exit),
        ]);
    }

    [Fact]
    public void Bounded_jumps_read_the_same()
    {
        Requires.Feature(BpfFeature.MayGoto);
        Agree([new(BpfOpcode.JumpConditional, offset: 1), new(BpfOpcode.MoveImmediate), new(BpfOpcode.MoveImmediate), new(BpfOpcode.Exit)]);
    }

    [Fact]
    public void Ordered_loads_and_stores_read_the_same()
    {
        Requires.Feature(BpfFeature.LoadAcquireStoreRelease);
        Agree(
        [
            new(0x7A, 10, offset: -8),
            .. ((byte[])[0xDB, 0xC3, 0xCB, 0xD3]).SelectMany(opcode => (BpfInstruction[])
            [
                new(opcode, 2, 10, -8, (int)BpfAtomicOperation.LoadAcquire),
                new(opcode, 10, 2, -8, (int)BpfAtomicOperation.StoreRelease),
            ]),
            new(BpfOpcode.MoveImmediate), new(BpfOpcode.Exit),
        ]);
    }

    private static IEnumerable<BpfInstruction> Alu(byte[] operations, int immediate) => operations.SelectMany(operation => (BpfInstruction[])
    [
        new((byte)(0x07 | operation), 2, immediate: immediate), new((byte)(0x04 | operation), 2, immediate: immediate),
        new(BpfOpcode.MoveImmediate, 3, immediate: 1),
        new((byte)(0x0F | operation), 2, 3), new((byte)(0x0C | operation), 2, 3),
    ]);

    private static IEnumerable<BpfInstruction> Jumps(byte jumpClass) =>
        ((byte[])[0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0xA0, 0xB0, 0xC0, 0xD0]).SelectMany(condition => (BpfInstruction[])
        [
            new((byte)(jumpClass | condition), 2, immediate: -1),
            new((byte)(jumpClass | condition | BpfOpcode.RegisterSource), 2, 2),
        ]);

    private static IEnumerable<BpfInstruction> AtomicsOf(byte opcode) =>
        Enum.GetValues<BpfAtomicOperation>().Where(operation => operation < BpfAtomicOperation.LoadAcquire).Select(operation => new BpfInstruction(opcode, 10, 2, -8, (int)operation));

    private static void Agree(BpfInstruction[] program)
    {
        Requires.Root();
        string log = Verify(program);
        Dictionary<int, string> kernel = [];
        foreach (Match line in InstructionLine().Matches(log))
            kernel.TryAdd(int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture), $"({line.Groups[2].Value}) {line.Groups[3].Value.TrimEnd()}");

        string[] ours = [.. BpfDisassembler.Format(program)];
        Assert.Equal(ours.Length, kernel.Count);
        Assert.Equal(ours, kernel.OrderBy(line => line.Key).Select(line => $"{line.Key}: {line.Value}"));
    }

    private static unsafe string Verify(BpfInstruction[] program)
    {
        byte[] log = new byte[1 << 20];
        nint result;
        fixed (BpfInstruction* instructions = program)
        fixed (byte* text = log, license = "GPL\0"u8)
        {
            ProgramLoadAttr attributes = new()
            {
                ProgType = BpfProgramType.SocketFilter,
                Insns = (ulong)instructions,
                InsnCnt = (uint)program.Length,
                License = (ulong)license,
                LogLevel = LogEveryInstruction,
                LogBuf = (ulong)text,
                LogSize = (uint)log.Length,
            };
            result = Kernel.Running.ProgramLoad(ref attributes, out BpfProgramHandle handle);
            handle.Dispose();
        }

        string read = Encoding.UTF8.GetString(log.AsSpan(0, log.AsSpan().IndexOf((byte)0)));
        Assert.True(result >= 0, $"the kernel answered {result} and said: {read}");
        return read;
    }

    [GeneratedRegex(@"^ *(\d+): (?:[0-9.]{10} )?\(([0-9a-f]{2})\) (.*?)(?: +;.*)?$", RegexOptions.Multiline)]
    private static partial Regex InstructionLine();
}
