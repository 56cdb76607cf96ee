using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>What the writer refuses, keeps and changes.</summary>
public sealed class BtfBuilderTests
{
    [Fact]
    public void Strings_are_kept_once()
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint first = builder.AddString("name");
        for (int i = 0; i < 1000; i++) builder.AddString("other" + i);
        Assert.Equal(1u, first);
        Assert.Equal(first, builder.AddString("name"));
        Assert.Equal(0u, builder.AddString(""));
        Assert.Equal("name", builder.Build().GetString(first));

        // Ends of other strings do not count: the kernel's own tools write whole ones.
        Assert.NotEqual(first + 1, builder.AddString("ame"));
        Assert.Throws<ArgumentException>(() => builder.AddString("a\0b"));
    }

    [Fact]
    public void Start_is_left_as_it_is()
    {
        EveryKind all = new(true);
        byte[] before = [.. all.Raw];
        BtfBuilder builder = BtfBuilder.From(all.Spec);
        builder.SetSize(all.Datasec, 100);
        builder.SetLinkage(all.Func, BtfFuncLinkage.Static);
        builder.SetLinkage(all.Var, BtfVarLinkage.Static);
        builder.SetVariables(all.Datasec, [new BtfSectionVariable(all.Var, 16, 64)]);
        uint added = builder.AddInt("total", 4);
        BtfSpec changed = builder.Build();

        Assert.Equal(before, all.Raw);
        Assert.Equal(100u, changed.GetType(all.Datasec).Size);
        Assert.Equal(16u, changed.GetType(all.Datasec).Variables[0].Offset);
        Assert.Equal(BtfFuncLinkage.Static, changed.GetType(all.Func).FuncLinkage);
        Assert.Equal(BtfVarLinkage.Static, changed.GetType(all.Var).VarLinkage);
        Assert.Equal(all.Spec.GetType(all.Var).NameOffset, changed.GetType(added).NameOffset);
        Assert.Equal(all.Raw.Length + 16, changed.RawData.Length);
    }

    [Fact]
    public void Refusals()
    {
        EveryKind all = new(true);
        BtfBuilder builder = BtfBuilder.From(all.Spec);
        Assert.Throws<InvalidOperationException>(() => builder.AddMember("late", all.Int, 0));
        Assert.Throws<InvalidOperationException>(() => builder.SetSize(all.Ptr, 1));
        Assert.Throws<InvalidOperationException>(() => builder.SetLinkage(all.Int, BtfFuncLinkage.Static));
        Assert.Throws<ArgumentException>(() => builder.SetVariables(all.Datasec, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetSize(0, 1));
        Assert.Throws<ArgumentException>(() => builder.AddInt("", 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddInt("odd", 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddFloat("odd", 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddFunc("f", (BtfFuncLinkage)3, all.Proto));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddDeclTag("tag", all.Int, -2));
        builder.AddUnion("u", 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMember("m", all.Int, 8));
        builder.AddStruct("s", 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMember("m", all.Int, 3));
        builder.AddEnum("e", 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddEnumValue("v", 1L << 32));
        Assert.Throws<ArgumentException>(() => builder.AddAll(BtfBuilder.Create(all.Spec).Build()));
        Assert.Equal(all.Spec.TypeCount + 3, builder.TypeCount);

        builder.AddPtr(5000);
        Assert.Throws<BpfObjectFormatException>(() => builder.Build());
    }

    [Fact]
    public void Single_types_are_copied_with_their_names()
    {
        EveryKind all = new(false);
        BtfBuilder builder = BtfBuilder.Create();
        builder.AddInt("unrelated", 4);
        uint copy = builder.AddCopy(all.Spec.GetType(all.Struct));
        builder.AddInt("int", 4);
        builder.AddInt("int", 4);
        BtfType flags = builder.Build().GetType(copy);
        Assert.Equal(("flags", "high", 35u, 29), (flags.Name, flags.Members[2].Name, flags.Members[2].BitOffset, flags.Members[2].BitfieldSize));
    }
}
