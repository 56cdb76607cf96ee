using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Sizes, alignments and what lies behind modifiers.</summary>
public sealed class BtfResolveTests
{
    private readonly EveryKind _all = new(true);

    [Fact]
    public void Sizes_follow_modifiers_and_arrays()
    {
        BtfSpec spec = _all.Spec;
        Assert.Equal(4u, spec.SizeOf(_all.TypeTag));
        Assert.Equal(8u, spec.SizeOf(_all.Restrict));
        Assert.Equal(64u, spec.SizeOf(_all.Var));
        Assert.Equal(72u, spec.SizeOf(_all.Datasec));
        foreach (uint id in new[] { 0u, _all.StructFwd, _all.Func, _all.Proto, 1_000_000u }) Assert.False(spec.TryGetSize(id, out _));
        Assert.Throws<BpfObjectFormatException>(() => spec.SizeOf(_all.Proto));
    }

    [Fact]
    public void Array_larger_than_an_address_space_of_32_bits_has_no_size()
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint number = builder.AddInt("int", 4);
        uint inner = builder.AddArray(number, number, 0x10000);
        uint outer = builder.AddArray(inner, number, 0x10000);
        uint empty = builder.AddArray(outer, number, 0);
        BtfSpec spec = builder.Build();
        Assert.Equal(0x40000u, spec.SizeOf(inner));
        Assert.False(spec.TryGetSize(outer, out _));
        Assert.False(spec.TryGetSize(uint.MaxValue, out _));
        Assert.Equal(0u, spec.SizeOf(empty));
    }

    [Fact]
    public void Modifiers_are_skipped()
    {
        Assert.Equal(_all.Int, _all.Spec.SkipModifiers(_all.TypeAttribute).Id);
        Assert.Equal(_all.Ptr, _all.Spec.SkipModifiers(_all.Restrict).Id);
        Assert.Equal(_all.Var, _all.Spec.SkipModifiers(_all.Var).Id);
        Assert.Equal(BtfKind.Unkn, _all.Spec.SkipModifiers(0).Kind);
    }

    [Fact]
    public void Alignment_is_that_of_the_widest_member_unless_packed()
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint small = builder.AddInt("char", 1), number = builder.AddInt("int", 4), wide = builder.AddInt("__int128", 16);
        uint natural = builder.AddStruct("natural", 8);
        builder.AddMember("a", small, 0);
        builder.AddMember("b", number, 32);
        uint packed = builder.AddStruct("packed", 5);
        builder.AddMember("a", small, 0);
        builder.AddMember("b", number, 8);
        uint outer = builder.AddConst(builder.AddArray(natural, number, 3));
        BtfSpec spec = builder.Build(pointerSize: 8);
        Assert.Equal([4, 1, 4, 8], new[] { natural, packed, outer, wide }.Select(spec.AlignOf));
    }

    [Fact]
    public void Pointer_size_is_stated_or_that_of_long()
    {
        BtfBuilder narrow = BtfBuilder.Create();
        uint pointer = narrow.AddPtr(narrow.AddInt("unsigned long", 4));
        Assert.Equal(4u, narrow.Build().SizeOf(pointer));
        Assert.Equal(8u, narrow.Build(pointerSize: 8).SizeOf(pointer));
        Assert.Equal(nint.Size, BtfBuilder.Create().Build().PointerSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => narrow.Build(pointerSize: 3));
    }

    [Fact]
    public void Endless_chains_end()
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint loop = builder.AddTypedef("loop", 2);
        builder.AddConst(loop);
        uint outer = builder.AddStruct("outer", 8);
        builder.AddMember("self", outer, 0);
        BtfSpec spec = builder.Build();
        Assert.Throws<BpfObjectFormatException>(() => spec.SkipModifiers(loop));
        Assert.False(spec.TryGetSize(loop, out _));
        Assert.Throws<BpfObjectFormatException>(() => spec.AlignOf(loop));
        Assert.Throws<BpfObjectFormatException>(() => spec.AlignOf(outer));
    }

    [Fact]
    public void Alignment_of_structures_that_fan_out_takes_no_longer_than_their_number()
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint inner = builder.AddInt("char", 1);
        for (int level = 0; level < 100; level++)
        {
            uint outer = builder.AddStruct("s" + level, 1);
            for (int member = 0; member < 50; member++) builder.AddMember("m", inner, 0);
            inner = outer;
        }

        Assert.Equal(1, builder.Build().AlignOf(inner));
    }
}
