using LibBpfSharp.Instructions;
using LibBpfSharp.Tool.Verify;

namespace LibBpfSharp.ToolTests;

public sealed class StreamTests
{
    private const byte Wide = BpfOpcode.LoadImmediate64;

    [Theory]
    [InlineData(BpfPseudo.MapFd, 0, 0)]
    [InlineData(BpfPseudo.MapValue, 0, 7)]
    [InlineData(BpfPseudo.BtfId, 5, 0)]
    [InlineData(BpfPseudo.Func, 5, 7)]
    [InlineData(BpfPseudo.MapIdx, 5, 7)]
    [InlineData(0, 5, 7)]
    public void Only_descriptors_are_cleared(byte source, int low, int high)
    {
        BpfInstruction[] stream = [new(Wide, 1, source, 0, 5), new(0, immediate: 7)];
        StreamNormaliser.Normalise(stream);
        Assert.Equal((low, high), (stream[0].Immediate, stream[1].Immediate));
    }

    [Theory]
    [InlineData(0xffffffff80000000, false)]
    [InlineData(0xffffffff80000001, true)]
    [InlineData(0xfffffffffeffffff, true)]
    [InlineData(0xffffffffff000000, false)]
    [InlineData(0x0000000080000001, false)]
    public void Addresses_of_kernel_symbols_are_cleared(ulong value, bool isCleared)
    {
        BpfInstruction[] stream = [new(Wide, 1, 0, 0, (int)value), new(0, immediate: (int)(value >> 32))];
        Assert.Equal(isCleared, StreamNormaliser.IsKernelAddress(stream[0], stream[1]));
        StreamNormaliser.Normalise(stream);
        Assert.Equal(isCleared, stream[0].Immediate == 0 && stream[1].Immediate == 0);
    }

    [Fact]
    public void A_second_slot_is_no_instruction()
    {
        // The second slot looks like a call by chance: it must neither be read nor changed.
        BpfInstruction[] stream = [new(Wide, 1, BpfPseudo.MapValue, 0, 9), new(BpfOpcode.Call, 0, BpfPseudo.Call, 0, 3)];
        Assert.Equal(StreamWord.MapVal, StreamWords.In(stream));
        StreamNormaliser.Normalise(stream);
        Assert.Equal(3, stream[1].Immediate);
    }

    [Fact]
    public void Every_word_is_found_and_spelled()
    {
        (BpfInstruction Instruction, string Word)[] cases =
        [
            (new(BpfOpcode.Call, 0, BpfPseudo.Call, 0, 1), "subprog"),
            (new(BpfOpcode.Call, 0, BpfPseudo.KfuncCall, 0, 1), "kfunc"),
            (new(BpfOpcode.Call, 0, BpfPseudo.KfuncCall, 1, 1), "kfunc-mod"),
            (new(0xdb, 1, 2, 0, 0), "atomic"),
            (new(0xdb, 1, 2, 0, 0x110), "acqrel"),
            (new(BpfOpcode.JumpConditional), "maygoto"),
            (new(BpfOpcode.JumpLong, immediate: 4), "gotol"),
            (new(0x3f, 1, 2, 1), "sdiv"),
            (new(0x99, 1, 2), "ldsx"),
            (new(0xd7, 1, immediate: 64), "bswap"),
            (new(0xbf, 1, 2, 8), "movsx"),
            (new(0xbf, 1, 2, 1), "cast"),
            (new(0x30), "ldabs"),
            (new(BpfOpcode.JumpRegister), "gotox"),
            (new(BpfOpcode.Call, immediate: 12), "tailcall"),
            (new(BpfOpcode.Call, immediate: 195_896_080), "poison"),
            (new(BpfOpcode.Call, immediate: 2_002_000_001), "poison"),
            (new(BpfOpcode.Call, immediate: 2_003_000_000), ""),
            (new(0x37, 1, 2), ""),
            (new(BpfOpcode.Exit), ""),
        ];
        Assert.All(cases, item => Assert.Equal(item.Word, StreamWords.Spell(StreamWords.In([item.Instruction]))));
        Assert.Equal("subprog kfunc poison", StreamWords.Spell(StreamWord.Poison | StreamWord.Kfunc | StreamWord.Subprog));
    }

    [Fact]
    public void The_hash_is_FNV_1a()
    {
        Assert.Equal(0xcbf29ce484222325, Fnv1a.Of(""u8));
        Assert.Equal(0xaf63dc4c8601ec8c, Fnv1a.Of("a"u8));
        Assert.Equal(0x85944171f73967e8, Fnv1a.Of("foobar"u8));
        Assert.Equal(Fnv1a.Of([0x95, 0, 0, 0, 0, 0, 0, 0]), Fnv1a.Of([new BpfInstruction(BpfOpcode.Exit)]));
    }
}
