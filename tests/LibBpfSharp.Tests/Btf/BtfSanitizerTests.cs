using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>What BTF becomes for kernels that lack a part of it.</summary>
public sealed class BtfSanitizerTests
{
    private const BtfFeature Everything = (BtfFeature)0x3FF;

    private readonly EveryKind _all = new(true);

    [Fact]
    public void Kernel_that_knows_all_gets_the_bytes_as_they_are()
    {
        Assert.Equal(Everything & ~(BtfFeature.OptionalDatasec | BtfFeature.Layout), BtfSanitizer.NeededBy(_all.Spec));
        Assert.True(BtfSanitizer.Rewrite(_all.Spec, Everything).Equals(_all.Spec.RawData));
        BtfBuilder plain = BtfBuilder.Create();
        plain.AddInt("int", 4);
        Assert.Equal(BtfFeature.Basic, BtfSanitizer.NeededBy(plain.Build()));
    }

    [Fact]
    public void Variables_become_bytes_and_their_sections_structures()
    {
        BtfSpec old = Without(BtfFeature.Datasec);
        BtfType variable = old.GetType(_all.Var), section = old.GetType(_all.Datasec);
        Assert.Equal((BtfKind.Int, "total", 1u, 8), (variable.Kind, variable.Name, variable.Size, variable.IntBits));
        Assert.Equal((BtfKind.Struct, "_data", 72u), (section.Kind, section.Name, section.Size));
        Assert.Equal(("total", _all.Var, 64u), (section.Members[0].Name, section.Members[0].TypeId, section.Members[0].BitOffset));
    }

    [Fact]
    public void Functions_become_typedefs_of_enumerations()
    {
        BtfSpec old = Without(BtfFeature.Func | BtfFeature.GlobalFunc);
        BtfType function = old.GetType(_all.Func), prototype = old.GetType(_all.Proto);
        Assert.Equal((BtfKind.Typedef, "entry", _all.Proto, 0), (function.Kind, function.Name, function.TypeId, function.Length));
        Assert.Equal((BtfKind.Enum, 4u, 2, "context"), (prototype.Kind, prototype.Size, prototype.EnumValues.Count, prototype.EnumValues[0].Name));
    }

    [Fact]
    public void Global_functions_become_static()
    {
        BtfType function = Without(BtfFeature.GlobalFunc).GetType(_all.Func);
        Assert.Equal((BtfKind.Func, BtfFuncLinkage.Static, _all.Proto), (function.Kind, function.FuncLinkage, function.TypeId));
    }

    [Fact]
    public void Other_kinds()
    {
        BtfType real = Without(BtfFeature.Float).GetType(_all.Float);
        Assert.Equal((BtfKind.Struct, "", 8u, 0), (real.Kind, real.Name, real.Size, real.Members.Count));
        BtfType tag = Without(BtfFeature.TypeTag).GetType(_all.TypeAttribute);
        Assert.Equal((BtfKind.Const, "", _all.Const, false), (tag.Kind, tag.Name, tag.TypeId, tag.KindFlag));
        BtfType declaration = Without(BtfFeature.DeclTag).GetType(_all.DeclTag);
        Assert.Equal((BtfKind.Int, 1u), (declaration.Kind, declaration.Size));
    }

    [Fact]
    public void Wide_enumerations_become_unions_of_a_placeholder()
    {
        BtfSpec old = Without(BtfFeature.Enum64);
        BtfType union = old.GetType(_all.WideEnum), placeholder = old.GetType((uint)_all.Spec.TypeCount);
        Assert.Equal((BtfKind.Int, "enum64_placeholder", 1u), (placeholder.Kind, placeholder.Name, placeholder.Size));
        Assert.Equal((BtfKind.Union, "wide", 8u, false), (union.Kind, union.Name, union.Size, union.KindFlag));
        Assert.Equal(("SMALLEST", placeholder.Id, 0u), (union.Members[0].Name, union.Members[0].TypeId, union.Members[0].BitOffset));
        Assert.False(old.GetType(_all.SignedEnum).KindFlag);
        Assert.Equal(2, old.GetType(_all.SignedEnum).EnumValues.Count);
    }

    [Fact]
    public void Optional_sections_lose_their_mark()
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint section = builder.AddDatasec("?.struct_ops", 0);
        BtfSpec spec = builder.Build();
        Assert.Equal(BtfFeature.Basic | BtfFeature.Datasec | BtfFeature.OptionalDatasec, BtfSanitizer.NeededBy(spec));
        BtfType renamed = BtfSpec.Parse(BtfSanitizer.Rewrite(spec, Everything & ~BtfFeature.OptionalDatasec)).GetType(section);
        Assert.Equal((BtfKind.Datasec, "_.struct_ops"), (renamed.Kind, renamed.Name));
    }

    [Fact]
    public void Layout_is_left_out()
    {
        BtfBuilder builder = BtfBuilder.From(_all.Spec);
        builder.AddLayout();
        BtfSpec spec = builder.Build();
        Assert.False(spec.LayoutSection.IsEmpty);
        Assert.True(BtfSanitizer.NeededBy(spec).HasFlag(BtfFeature.Layout));
        BtfSpec bare = BtfSpec.Parse(BtfSanitizer.Rewrite(spec, Everything & ~BtfFeature.Layout));
        Assert.True(bare.LayoutSection.IsEmpty);
        Assert.Equal(_all.Spec.TypeSection, bare.TypeSection);
    }

    [Fact]
    public void Big_endian_stays_big_endian()
    {
        EveryKind big = new(false);
        BtfSpec old = BtfSpec.Parse(BtfSanitizer.Rewrite(big.Spec, Everything & ~BtfFeature.Float));
        Assert.False(old.IsLittleEndian);
        Assert.Equal(BtfKind.Struct, old.GetType(big.Float).Kind);
    }

    private BtfSpec Without(BtfFeature missing) => BtfSpec.Parse(BtfSanitizer.Rewrite(_all.Spec, Everything & ~missing));
}
