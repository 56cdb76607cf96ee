using System.Numerics;

namespace LibBpfSharp.Btf;

/// <content>Types that are added first and then get elements, until the next type is added.</content>
public sealed partial class BtfBuilder
{
    /// <summary>Adds a structure without members.</summary>
    /// <param name="name">Its name; empty for an anonymous one.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a zero character.</exception>
    public uint AddStruct(string name, uint size) => Append(BtfKind.Struct, AddString(name), size);

    /// <summary>Adds a union without members.</summary>
    /// <param name="name">Its name; empty for an anonymous one.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a zero character.</exception>
    public uint AddUnion(string name, uint size) => Append(BtfKind.Union, AddString(name), size);

    /// <summary>Adds a member to the structure or union added last.</summary>
    /// <param name="name">Its name; empty for an anonymous one.</param>
    /// <param name="typeId">Its type.</param>
    /// <param name="bitOffset">Where it starts, in bits; 0 in a union.</param>
    /// <param name="bitfieldSize">Its width in bits if it is a bit-field, at most 255; else 0.</param>
    /// <exception cref="InvalidOperationException">The type added last is neither a structure nor a union, or is full.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bit-field is wider than 255 bits or starts at bit 2²⁴ or later, or a member of a union does not start at 0.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a zero character.</exception>
    public void AddMember(string name, uint typeId, uint bitOffset, int bitfieldSize = 0)
    {
        bool isBitfield = bitfieldSize != 0 || bitOffset % 8 != 0;
        if (isBitfield && (bitfieldSize is < 1 or > 255 || bitOffset > 0xFFFFFF))
            throw new ArgumentOutOfRangeException(nameof(bitfieldSize), bitfieldSize, "A bit-field has 1 to 255 bits and starts below bit 2^24.");
        if (bitOffset != 0 && LastKind == BtfKind.Union)
            throw new ArgumentOutOfRangeException(nameof(bitOffset), bitOffset, "Members of a union start at 0.");
        AppendElement(
            [AddString(name), typeId, bitOffset | ((uint)bitfieldSize << 24)], LastKind is BtfKind.Struct or BtfKind.Union, setKindFlag: isBitfield);
    }

    /// <summary>Adds an enumeration without values; it becomes signed with its first negative value.</summary>
    /// <param name="name">Its name; empty for an anonymous one.</param>
    /// <param name="size">1, 2, 4 or 8 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is none of these.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a zero character.</exception>
    public uint AddEnum(string name, int size) => AddEnum(BtfKind.Enum, name, size, isSigned: false);

    /// <summary>Adds a value to the enumeration of up to 32 bits added last.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">−2³¹ to 2³² − 1.</param>
    /// <exception cref="InvalidOperationException">The type added last is not such an enumeration.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> needs more than 32 bits.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or holds a zero character.</exception>
    public void AddEnumValue(string name, long value)
    {
        if (value is < int.MinValue or > uint.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(value), value, "The value needs more than 32 bits.");
        AppendElement([Name(name), (uint)value], LastKind == BtfKind.Enum, setKindFlag: value < 0);
    }

    /// <summary>Adds an enumeration of up to 64 bits without values.</summary>
    /// <param name="name">Its name; empty for an anonymous one.</param>
    /// <param name="size">1, 2, 4 or 8 bytes.</param>
    /// <param name="isSigned">Whether its values are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is none of these.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a zero character.</exception>
    public uint AddEnum64(string name, int size, bool isSigned = false) => AddEnum(BtfKind.Enum64, name, size, isSigned);

    /// <summary>Adds a value to the enumeration of up to 64 bits added last.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value; one of an unsigned enumeration is cast.</param>
    /// <exception cref="InvalidOperationException">The type added last is not such an enumeration.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or holds a zero character.</exception>
    public void AddEnum64Value(string name, long value)
        => AppendElement([Name(name), (uint)value, (uint)(value >> 32)], LastKind == BtfKind.Enum64);

    /// <summary>Adds a function prototype without parameters.</summary>
    /// <param name="resultTypeId">The type of the result.</param>
    public uint AddFuncProto(uint resultTypeId) => Append(BtfKind.FuncProto, 0, resultTypeId);

    /// <summary>Adds a parameter to the prototype added last.</summary>
    /// <param name="name">Its name, or empty.</param>
    /// <param name="typeId">Its type; 0 as the last one stands for <c>...</c>.</param>
    /// <exception cref="InvalidOperationException">The type added last is not a prototype.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a zero character.</exception>
    public void AddParameter(string name, uint typeId) => AppendElement([AddString(name), typeId], LastKind == BtfKind.FuncProto);

    /// <summary>Adds a data section without variables.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or holds a zero character.</exception>
    public uint AddDatasec(string name, uint size) => Append(BtfKind.Datasec, Name(name), size);

    /// <summary>Adds a variable to the data section added last.</summary>
    /// <exception cref="InvalidOperationException">The type added last is not a data section.</exception>
    public void AddVariable(BtfSectionVariable variable)
        => AppendElement([variable.TypeId, variable.Offset, variable.Size], LastKind == BtfKind.Datasec);

    private uint AddEnum(BtfKind kind, string name, int size, bool isSigned)
    {
        if (size is < 1 or > 8 || !BitOperations.IsPow2(size))
            throw new ArgumentOutOfRangeException(nameof(size), size, "An enumeration has 1, 2, 4 or 8 bytes.");
        return Append(kind, AddString(name), (uint)size, kindFlag: isSigned);
    }
}
