using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Each kind as it is written and read again, in both byte orders.</summary>
public sealed class BtfKindTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Header_states_byte_order(bool littleEndian)
    {
        EveryKind all = new(littleEndian);
        Assert.Equal(littleEndian, all.Spec.IsLittleEndian);
        Assert.Equal(littleEndian ? [0x9F, 0xEB, 1, 0] : [0xEB, 0x9F, 1, 0], all.Raw[..4]);
        Assert.Equal(all.Raw, all.Spec.RawData);
        Assert.Equal((int)all.DeclAttribute + 1, all.Spec.TypeCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Scalars(bool littleEndian)
    {
        EveryKind all = new(littleEndian);
        BtfType number = all.Spec.GetType(all.Int);
        Assert.Equal((BtfKind.Int, "int", 4u, BtfIntEncoding.Signed, 32, 0), (number.Kind, number.Name, number.Size, number.IntEncoding, number.IntBits, number.IntBitOffset));
        BtfType real = all.Spec.GetType(all.Float);
        Assert.Equal((BtfKind.Float, "double", 8u), (real.Kind, real.Name, real.Size));
        Assert.Equal((BtfKind.Ptr, all.Int, 0u), (all.Spec.GetType(all.Ptr).Kind, all.Spec.GetType(all.Ptr).TypeId, all.Spec.GetType(all.Ptr).Size));
        Assert.Equal(new BtfArray(all.Int, all.Long, 16), all.Spec.GetType(all.Array).Array);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Members_and_bitfields(bool littleEndian)
    {
        EveryKind all = new(littleEndian);
        BtfType flags = all.Spec.GetType(all.Struct);
        Assert.True(flags.KindFlag);
        List<(string, uint, uint, int)> members = [];
        foreach (BtfMember member in flags.Members) members.Add((member.Name, member.TypeId, member.BitOffset, member.BitfieldSize));
        Assert.Equal([("plain", all.Int, 0u, 0), ("low", all.Int, 32u, 3), ("high", all.Int, 35u, 29), ("", all.Int, 64u, 0)], members);

        BtfType either = all.Spec.GetType(all.Union);
        Assert.Equal((BtfKind.Union, false, 2, 8u, "b"), (either.Kind, either.KindFlag, either.Members.Count, either.Size, either.Members[1].Name));
        Assert.Equal(0, flags.EnumValues.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => all.Spec.GetType(all.Union).Members[2]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Enumerations(bool littleEndian)
    {
        EveryKind all = new(littleEndian);
        Assert.Equal([("RED", 1), ("INVISIBLE", uint.MaxValue)], Values(all, all.UnsignedEnum));
        Assert.Equal([("OK", 0), ("FAIL", -1)], Values(all, all.SignedEnum));
        Assert.Equal([("SMALLEST", long.MinValue), ("ONE", 1)], Values(all, all.WideEnum));
        Assert.Equal((false, true, true), (all.Spec.GetType(all.UnsignedEnum).KindFlag, all.Spec.GetType(all.SignedEnum).KindFlag, all.Spec.GetType(all.WideEnum).KindFlag));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void References(bool littleEndian)
    {
        EveryKind all = new(littleEndian);
        (uint Id, BtfKind Kind, uint Target, bool Flag, string Name)[] expected =
        [
            (all.StructFwd, BtfKind.Fwd, 0, false, "opaque"),
            (all.UnionFwd, BtfKind.Fwd, 0, true, "opaque_union"),
            (all.Typedef, BtfKind.Typedef, all.Int, false, "number_t"),
            (all.Volatile, BtfKind.Volatile, all.Typedef, false, ""),
            (all.Const, BtfKind.Const, all.Volatile, false, ""),
            (all.Restrict, BtfKind.Restrict, all.Ptr, false, ""),
            (all.TypeTag, BtfKind.TypeTag, all.Const, false, "user"),
            (all.TypeAttribute, BtfKind.TypeTag, all.Const, true, "address_space(1)"),
            (all.DeclTag, BtfKind.DeclTag, all.Func, false, "arg:ctx"),
            (all.DeclAttribute, BtfKind.DeclTag, all.Struct, true, "kfunc"),
        ];
        Assert.Equal(expected, expected.Select(row => all.Spec.GetType(row.Id)).Select(type => (type.Id, type.Kind, type.TypeId, type.KindFlag, type.Name)));
        Assert.Equal((0, -1), (all.Spec.GetType(all.DeclTag).ComponentIndex, all.Spec.GetType(all.DeclAttribute).ComponentIndex));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Functions_and_data(bool littleEndian)
    {
        EveryKind all = new(littleEndian);
        BtfType entry = all.Spec.GetType(all.Func), prototype = all.Spec.GetType(entry.TypeId);
        Assert.Equal((BtfFuncLinkage.Global, BtfKind.FuncProto, all.Int), (entry.FuncLinkage, prototype.Kind, prototype.TypeId));
        Assert.Equal([("context", all.Ptr), ("", 0u)], [(prototype.Parameters[0].Name, prototype.Parameters[0].TypeId), (prototype.Parameters[1].Name, prototype.Parameters[1].TypeId)]);
        BtfType total = all.Spec.GetType(all.Var), data = all.Spec.GetType(all.Datasec);
        Assert.Equal((BtfVarLinkage.GlobalAllocated, all.Array), (total.VarLinkage, total.TypeId));
        Assert.Equal((".data", 72u, 1, new BtfSectionVariable(all.Var, 8, 64)), (data.Name, data.Size, data.Variables.Count, data.Variables[0]));
        Assert.Throws<InvalidOperationException>(() => all.Spec.GetType(all.Var).FuncLinkage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Copying_all_types_gives_the_same_bytes(bool littleEndian)
    {
        EveryKind all = new(littleEndian);
        Assert.Equal(all.Raw, BtfBuilder.From(all.Spec).ToArray());

        BtfBuilder copy = BtfBuilder.Create();
        copy.IsLittleEndian = littleEndian;
        Assert.Equal(1u, copy.AddAll(all.Spec));
        Assert.Equal(all.Raw, copy.ToArray());

        // A second copy refers to itself, not to the first.
        uint second = copy.AddAll(all.Spec);
        BtfSpec twice = copy.Build();
        Assert.Equal(second + all.Int - 1, twice.GetType(second + all.Ptr - 1).TypeId);
        Assert.Equal(second + all.Var - 1, twice.GetType(second + all.Datasec - 1).Variables[0].TypeId);
        Assert.Equal(all.Spec.StringSection.Length, twice.StringSection.Length);
    }

    [Fact]
    public void Byte_orders_describe_the_same()
    {
        EveryKind little = new(true), big = new(false);
        BtfBuilder turned = BtfBuilder.From(big.Spec);
        turned.IsLittleEndian = true;
        Assert.Equal(little.Raw, turned.ToArray());
    }

    private static List<(string, long)> Values(EveryKind all, uint id)
    {
        List<(string, long)> values = [];
        foreach (BtfEnumValue value in all.Spec.GetType(id).EnumValues) values.Add((value.Name, value.Value));
        return values;
    }
}
