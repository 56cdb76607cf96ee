using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>BTF that goes on from another.</summary>
public sealed class BtfSplitTests
{
    private readonly EveryKind _base = new(true);
    private readonly BtfSpec _split;
    private readonly uint _struct;

    public BtfSplitTests()
    {
        BtfBuilder builder = BtfBuilder.Create(_base.Spec);
        _struct = builder.AddStruct("module_state", 16);
        builder.AddMember("flags", _base.Struct, 0);
        builder.AddMember("count", _base.Int, 96);
        builder.AddStruct("flags", 1);
        _split = builder.Build();
    }

    [Fact]
    public void Ids_and_strings_go_on_from_the_base()
    {
        Assert.Equal((uint)_base.Spec.TypeCount, _split.FirstId);
        Assert.Equal(_split.FirstId, _struct);
        Assert.Equal(_split.FirstId + 2, (uint)_split.TypeCount);
        Assert.Equal(2, _split.EnumerateOwnTypes().Count());

        BtfType state = _split.GetType(_struct);
        Assert.Equal(["flags", "count"], [state.Members[0].Name, state.Members[1].Name]);

        // The name is the base's, and not written again.
        Assert.True(state.Members[0].NameOffset < _base.Spec.StringSection.Length);
        Assert.Equal("module_state\0count\0"u8.Length, _split.StringSection.Length);
        Assert.Same(_base.Spec, _split.GetType(_base.Int).Spec);
        Assert.Equal(12u, _split.SizeOf(state.Members[0].TypeId));
    }

    [Fact]
    public void Searches_start_in_the_base_but_candidates_are_its_own()
    {
        Assert.True(_split.TryFind("flags", BtfKind.Struct, out BtfType found) && found.Id == _base.Struct);
        Assert.True(_split.TryFind("module_state", BtfKind.Struct, out found) && found.Id == _struct);
        Assert.True(_split.TryFindOwn("flags", BtfKind.Struct, out found) && found.Id == _struct + 1);
        Assert.False(_split.TryFindOwn("number_t", BtfKind.Typedef, out _));
        Assert.Equal([_base.Struct, _struct + 1], _split.FindAll("flags").Select(type => type.Id));
        Assert.Equal([_struct + 1], _split.FindCandidates("flags"u8, BtfKind.Struct).Select(type => type.Id));
    }

    [Fact]
    public void Split_without_its_base_is_refused()
    {
        BpfObjectFormatException error = Assert.Throws<BpfObjectFormatException>(() => BtfSpec.Parse(_split.RawData));
        Assert.Contains("split BTF", error.Message, StringComparison.Ordinal);
        Assert.Equal(".BTF", error.Section);
    }

    [Fact]
    public void Split_without_strings_is_read()
    {
        BtfBuilder builder = BtfBuilder.Create(_base.Spec);
        uint pointer = builder.AddPtr(_base.Struct);
        BtfSpec split = builder.Build();
        Assert.True(split.StringSection.IsEmpty);
        Assert.Equal(_base.Struct, split.GetType(pointer).TypeId);
    }
}
