using LibBpfSharp.Elf;
using LibBpfSharp.Instructions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Instructions;

public sealed class BpfInstructionTests
{
    [Fact]
    public void Reads_either_byte_order()
    {
        BpfInstruction expected = new(0x61, 1, 6, -2, 0x01020304);

        Assert.Equal(expected, BpfInstruction.Read([0x61, 0x61, 0xfe, 0xff, 4, 3, 2, 1], littleEndian: true));
        Assert.Equal(expected, BpfInstruction.Read([0x61, 0x16, 0xff, 0xfe, 1, 2, 3, 4], littleEndian: false));
        Assert.Equal([expected], BpfInstruction.ReadAll([0x61, 0x61, 0xfe, 0xff, 4, 3, 2, 1], littleEndian: true));
        Assert.Equal([expected], BpfInstruction.ReadAll([0x61, 0x16, 0xff, 0xfe, 1, 2, 3, 4], littleEndian: false));
    }

    [Fact]
    public void Refuses_half_a_slot()
    {
        Assert.Throws<ArgumentException>(() => BpfInstruction.Read(new byte[7], littleEndian: true));
        Assert.Throws<ArgumentException>(() => BpfInstruction.ReadAll(new byte[12], littleEndian: true));
    }

    [Fact]
    public void Changing_one_register_leaves_the_other()
    {
        BpfInstruction instruction = new(BpfOpcode.MoveRegister, 3, 10);

        Assert.Equal((7, 10), ((instruction with { Destination = 7 }).Destination, (instruction with { Destination = 7 }).Source));
        Assert.Equal((3, 7), ((instruction with { Source = 7 }).Destination, (instruction with { Source = 7 }).Source));
    }

    [Fact]
    public void Tells_calls_apart()
    {
        BpfInstruction helper = new(BpfOpcode.Call, immediate: 1);
        BpfInstruction subprogram = helper with { Source = BpfPseudo.Call };
        BpfInstruction kernelFunction = helper with { Source = BpfPseudo.KfuncCall };

        Assert.Equal((true, true, false, false), (helper.IsCall, helper.IsHelperCall, helper.IsPseudoCall, helper.IsKfuncCall));
        Assert.Equal((true, false, true, false), (subprogram.IsCall, subprogram.IsHelperCall, subprogram.IsPseudoCall, subprogram.IsKfuncCall));
        Assert.Equal((true, false, false, true), (kernelFunction.IsCall, kernelFunction.IsHelperCall, kernelFunction.IsPseudoCall, kernelFunction.IsKfuncCall));
        Assert.False(new BpfInstruction(BpfOpcode.Exit).IsCall);
        Assert.True(new BpfInstruction(BpfOpcode.Exit).IsExit);
    }

    [Theory]
    [InlineData(0, false, false, false, false)]
    [InlineData(BpfPseudo.MapFd, true, false, false, false)]
    [InlineData(BpfPseudo.MapIdx, true, false, false, false)]
    [InlineData(BpfPseudo.MapValue, false, true, false, false)]
    [InlineData(BpfPseudo.MapIdxValue, false, true, false, false)]
    [InlineData(BpfPseudo.Func, false, false, true, false)]
    [InlineData(BpfPseudo.BtfId, false, false, false, true)]
    public void Tells_what_a_wide_immediate_loads(byte source, bool map, bool value, bool function, bool variable)
    {
        BpfInstruction wide = new(BpfOpcode.LoadImmediate64, 1, source);
        BpfInstruction move = wide with { Opcode = BpfOpcode.MoveImmediate };

        Assert.Equal((2, 1), (wide.SlotCount, move.SlotCount));
        Assert.Equal((map, value, function, variable), (wide.LoadsMap, wide.LoadsMapValue, wide.LoadsFunction, wide.LoadsKernelVariable));
        Assert.False(move.LoadsMap || move.LoadsMapValue || move.LoadsFunction || move.LoadsKernelVariable);
    }

    [Fact]
    public void Splits_the_opcode_into_its_parts()
    {
        BpfInstruction load = new(0x91);
        Assert.Equal((BpfInstructionClass.LoadRegister, BpfMemorySize.Byte, BpfMemoryMode.SignExtended), (load.Class, load.MemorySize, load.MemoryMode));
        BpfInstruction add = new(0x0c);
        Assert.Equal((BpfInstructionClass.Alu32, BpfAluOperation.Add, true, true, false), (add.Class, add.AluOperation, add.HasRegisterSource, add.IsAlu, add.IsJump));
        BpfInstruction jump = new(0x56);
        Assert.Equal((BpfInstructionClass.Jump32, BpfJumpOperation.NotEqual, false, false, true), (jump.Class, jump.JumpOperation, jump.HasRegisterSource, jump.IsAlu, jump.IsJump));
    }

    [Fact]
    public void Objects_of_both_byte_orders_hold_the_same_instructions()
    {
        BpfInstruction[] little = ReadSection("counter"), big = ReadSection("counter.be");

        Assert.NotEmpty(little);
        Assert.Equal(little, big);
        Assert.Contains(little, instruction => instruction.IsHelperCall && (BpfHelper)instruction.Immediate == BpfHelper.MapLookupElem);
    }

    private static BpfInstruction[] ReadSection(string name)
    {
        ElfFile file = ElfFile.Parse(BpfFixtures.Bytes(name));
        Assert.True(file.TryFindSection("cgroup_skb/egress"u8, out ElfSection section));
        return BpfInstruction.ReadAll(section.Data.Span, file.IsLittleEndian);
    }
}
