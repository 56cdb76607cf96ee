using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Maps;

/// <summary>Types that take more than a process has when they are taken apart: all that do it give up with an error instead.</summary>
public sealed class EndlessTypeTests
{
    private readonly BtfBuilder _types = BtfBuilder.Create();
    private readonly uint _number;

    public EndlessTypeTests() => _number = _types.AddInt("int", 4);

    [Fact]
    public void A_struct_that_contains_itself()
    {
        uint self = _types.AddStruct("self", 4);
        _types.AddMember("again", self, 0);
        Refused(self, "contains itself");
    }

    [Fact]
    public void A_struct_that_contains_an_array_of_itself()
    {
        uint self = _types.AddStruct("self", 4), constant = self + 1, array = self + 2;
        _types.AddMember("again", array, 0);
        _types.AddConst(self);
        _types.AddArray(constant, _number, 1);
        Refused(self, "contains itself");
    }

    [Fact]
    public void Structs_without_size_that_contain_two_of_the_next()
    {
        uint root = Nest(30, size: 0, leaf: _types.AddStruct("", 0), "", "");
        Refused(root, "more fields");
    }

    [Fact]
    public void A_name_that_each_of_many_fields_repeats()
    {
        uint inner = _types.AddStruct("inner", 4000);
        for (uint field = 0; field < 1000; field++) _types.AddMember("", _number, field * 32, bitfieldSize: (int)(field % 2));
        uint root = _types.AddStruct("root", 4000);
        _types.AddMember(new string('a', 1 << 20), inner, 0);
        Refused(root, "longer names");
    }

    [Fact]
    public void A_name_of_a_type_that_many_fields_have()
    {
        uint kind = _types.AddEnum(new string('a', 1 << 20), 4), root = _types.AddStruct("root", 4000);
        for (uint field = 0; field < 1000; field++) _types.AddMember("", kind, field * 32);
        Assert.Contains("longer names", Assert.Throws<BpfObjectFormatException>(() => TypeLayout.Of(_types.Build(), root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_kernel_takes_is_taken_apart()
    {
        uint root = Nest(31, size: 4, leaf: _number, "a");
        uint wide = _types.AddStruct("wide", 65_535 * 4);
        for (uint field = 0; field < 65_535; field++) _types.AddMember($"field_{field}", _number, field * 32);
        BtfSpec types = _types.Build();
        Assert.EndsWith(".a: u32", Assert.Single(TypeLayout.Of(types, root)), StringComparison.Ordinal);
        Assert.EndsWith(".a", Assert.Single(BtfLayout.Of(types, root).Fields).Name, StringComparison.Ordinal);
        Assert.Equal(65_535, TypeLayout.Of(types, wide).Count);
        Assert.Equal(65_535, BtfLayout.Of(types, wide).Fields.Count);
    }

    /// <summary>Structs in each other, the innermost of which contains the leaf.</summary>
    private uint Nest(int depth, uint size, uint leaf, params string[] members)
    {
        for (; depth > 0; depth--)
        {
            uint outer = _types.AddStruct("", size);
            foreach (string member in members) _types.AddMember(member, leaf, 0);
            leaf = outer;
        }

        return leaf;
    }

    private void Refused(uint id, string why)
    {
        BtfSpec types = _types.Build();
        foreach (Action walk in (Action[])[() => TypeLayout.Of(types, id), () => BtfLayout.Of(types, id)])
            Assert.Contains(why, Assert.Throws<BpfObjectFormatException>(walk).Message, StringComparison.Ordinal);
    }
}
