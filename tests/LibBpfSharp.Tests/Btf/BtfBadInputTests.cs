using System.Buffers.Binary;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Damaged BTF is refused with the place of the damage.</summary>
public sealed class BtfBadInputTests
{
    private readonly EveryKind _all = new(true);

    [Theory]
    [InlineData(0, 0xEB9E, "not BTF")]
    [InlineData(4, 20, "header length")]
    [InlineData(4, 1 << 20, "header length")]
    [InlineData(8, 2, "types")]
    [InlineData(12, int.MaxValue, "types")]
    [InlineData(16, int.MaxValue, "strings")]
    [InlineData(20, int.MaxValue, "strings")]
    [InlineData(20, 0, "string section is empty")]
    public void Header(int field, int value, string message)
    {
        byte[] raw = [.. _all.Raw];
        BinaryPrimitives.WriteInt32LittleEndian(raw.AsSpan(field), value);
        Refuse(raw, message);
    }

    [Fact]
    public void Truncated()
    {
        for (int length = 0; length < _all.Raw.Length; length++) Refuse(_all.Raw[..length], null);
    }

    [Fact]
    public void Strings_do_not_end_or_do_not_start_empty()
    {
        byte[] raw = [.. _all.Raw];
        raw[^1] = (byte)'x';
        Refuse(raw, "does not end with a zero");

        raw = [.. _all.Raw];
        raw[_all.Spec.Header.Strings.Start.Value] = (byte)'x';
        Refuse(raw, "does not start with an empty string");
    }

    [Fact]
    public void Types_end_inside_a_record()
    {
        byte[] raw = [.. _all.Raw];
        BinaryPrimitives.WriteInt32LittleEndian(raw.AsSpan(12), _all.Spec.TypeSection.Length - 4);
        Refuse(raw, $"[{_all.DeclAttribute}]");
    }

    [Fact]
    public void More_elements_than_there_is_room_for() => RefuseRecord(_all.Datasec, 1, BtfInfo.Pack(BtfKind.Datasec, BtfInfo.MaxLength), "ends beyond");

    [Fact]
    public void Unknown_kind() => RefuseRecord(_all.Ptr, 1, BtfInfo.Pack((BtfKind)20), "kind 20 is not known");

    [Fact]
    public void Kind_of_void() => RefuseRecord(_all.Ptr, 1, 0, "kind 0 is not known");

    [Fact]
    public void Names_beyond_the_strings()
    {
        foreach (uint id in new[] { _all.Int, _all.Typedef, _all.Datasec }) RefuseRecord(id, 0, 1 << 20, "string offset");
        foreach (uint id in new[] { _all.Struct, _all.Union, _all.UnsignedEnum, _all.WideEnum, _all.Proto }) RefuseRecord(id, 3, 1 << 20, "string offset");
    }

    [Fact]
    public void Ids_beyond_the_types()
    {
        foreach (uint id in new[] { _all.Ptr, _all.Typedef, _all.Volatile, _all.Const, _all.Restrict, _all.Func, _all.Var, _all.DeclTag, _all.TypeTag })
            RefuseRecord(id, 2, 1000, "refers to type 1000");
        foreach (uint id in new[] { _all.Struct, _all.Union, _all.Proto, _all.Array }) RefuseRecord(id, 4, 1000, "refers to type 1000");
        foreach (uint id in new[] { _all.Array, _all.Datasec }) RefuseRecord(id, 3, 1000, "refers to type 1000");
    }

    [Fact]
    public void Function_of_a_type_that_is_no_prototype() => RefuseRecord(_all.Func, 2, _all.Int, "where a prototype is expected");

    [Fact]
    public void Unknown_ids_and_offsets_are_refused_when_asked_for()
    {
        Assert.Throws<BpfObjectFormatException>(() => _all.Spec.GetType((uint)_all.Spec.TypeCount));
        Assert.Throws<BpfObjectFormatException>(() => _all.Spec.GetString(1 << 20));
        Assert.False(_all.Spec.TryGetType(uint.MaxValue, out _));
    }

    [Fact]
    public void Kinds_of_the_future_are_skipped_where_a_layout_section_tells_their_size()
    {
        BtfSpec spec = BtfSpec.Parse(WithNewKind(true));
        Assert.Equal((BtfKind)20, spec.GetType(1).Kind);
        Assert.Equal((BtfKind.Int, "int"), (spec.GetType(2).Kind, spec.GetType(2).Name));

        // Their fields cannot be brought into this machine's order.
        Refuse(WithNewKind(false), "kind 20 is not known");
    }

    [Fact]
    public void Unknown_header_fields_keep_a_BTF_from_being_changed_unless_zero()
    {
        byte[] grown = [.. _all.Raw[..24], .. new byte[12], .. _all.Raw[24..]];
        grown[4] = 36;
        Assert.Equal(_all.Spec.TypeCount, BtfBuilder.From(BtfSpec.Parse(grown)).TypeCount);
        grown[33] = 1;
        BtfSpec unknown = BtfSpec.Parse(grown);
        Assert.Throws<BpfObjectFormatException>(() => BtfBuilder.From(unknown));
    }

    /// <summary>A record of kind 20 with one fixed word and two elements of two words, then an int.</summary>
    private static byte[] WithNewKind(bool littleEndian)
    {
        BtfBuilder builder = BtfBuilder.Create();
        builder.IsLittleEndian = littleEndian;
        builder.AddLayout();
        builder.AddEnum("future", 4);
        builder.AddEnumValue("a", 1);
        builder.AddEnumValue("b", 2);
        builder.AddInt("int", 4);
        builder.Record(1)[1] = BtfInfo.Pack((BtfKind)20, 1);
        byte[] raw = builder.ToArray();

        // One more entry at the end of the layout, and the sections behind it moved.
        int strings = 32 + 28 + 16 + (20 * 4);
        byte[] grown = [.. raw[..strings], 4, 12, 0, 0, .. raw[strings..]];
        Set(grown, 16, 28 + 16 + (21 * 4), littleEndian);
        Set(grown, 28, 21 * 4, littleEndian);
        return grown;
    }

    private static void Set(byte[] raw, int offset, int value, bool littleEndian)
    {
        if (littleEndian) BinaryPrimitives.WriteInt32LittleEndian(raw.AsSpan(offset), value);
        else BinaryPrimitives.WriteInt32BigEndian(raw.AsSpan(offset), value);
    }

    private void RefuseRecord(uint id, int word, uint value, string message)
    {
        BtfBuilder builder = BtfBuilder.From(_all.Spec);
        builder.Record(id)[word] = value;
        Refuse(builder.ToArray(), message);
    }

    private static void Refuse(byte[] raw, string? message)
    {
        BpfObjectFormatException error = Assert.Throws<BpfObjectFormatException>(() => BtfSpec.Parse(raw));
        Assert.Equal(".BTF", error.Section);
        if (message is not null) Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
