namespace LibBpfSharp.Btf;

/// <content>Questions whose answer lies several types away. Each ends on hostile BTF too, in bounded time.</content>
public sealed partial class BtfSpec
{
    /// <summary>Longest chain of modifiers or arrays that is followed; the kernel itself follows 32.</summary>
    private const int MaxChain = 256;

    private readonly int _statedPointerSize;
    private int _guessedPointerSize;

    /// <summary>Bytes of a pointer on the machine described: stated at <see cref="Parse"/>, else the size of <c>long</c>, else this machine's.</summary>
    public int PointerSize
    {
        get
        {
            if (_statedPointerSize != 0) return _statedPointerSize;
            if (_guessedPointerSize == 0) _guessedPointerSize = BtfPointerSize.Guess(this) ?? nint.Size;
            return _guessedPointerSize;
        }
    }

    /// <summary>The first type behind <c>const</c>, <c>volatile</c>, <c>restrict</c>, typedefs and type tags.</summary>
    /// <param name="id">Where to start; the type itself is the answer if it is none of these.</param>
    /// <exception cref="BpfObjectFormatException">The id is unknown, or the chain is endless.</exception>
    public BtfType SkipModifiers(uint id)
    {
        BtfType type = GetType(id);
        for (int steps = 0; type.IsModifier; steps++)
        {
            if (steps == MaxChain) throw Endless(id);
            type = GetType(type.TypeId);
        }

        return type;
    }

    /// <summary>The size of a value of a type in bytes: that of what a typedef, qualifier, variable or tag stands for, of a whole array.</summary>
    /// <exception cref="BpfObjectFormatException">The type has no size (<c>void</c>, a function, a forward declaration), or one of 4 GB and more.</exception>
    public uint SizeOf(uint id)
        => TryGetSize(id, out uint size) ? size : throw BtfErrors.InType(id, "has no size, or too large a one");

    /// <summary>The size of a value of a type in bytes, if it has one below 4 GB.</summary>
    public bool TryGetSize(uint id, out uint size)
    {
        ulong count = 1;
        size = 0;
        for (int steps = 0; steps < MaxChain && TryGetType(id, out BtfType type); steps++)
        {
            switch (type.Kind)
            {
                case BtfKind.Int or BtfKind.Struct or BtfKind.Union or BtfKind.Enum or BtfKind.Enum64 or BtfKind.Datasec or BtfKind.Float:
                    return Multiply(count, type.Size, out size);
                case BtfKind.Ptr:
                    return Multiply(count, (uint)PointerSize, out size);
                case BtfKind.Array:
                    BtfArray array = type.Array;
                    if (!Multiply(count, array.Count, out uint product)) return false;
                    count = product;
                    id = array.ElementTypeId;
                    break;
                case BtfKind.Var or BtfKind.DeclTag:
                    id = type.TypeId;
                    break;
                default:
                    if (!type.IsModifier) return false;
                    id = type.TypeId;
                    break;
            }
        }

        return false;
    }

    /// <summary>The alignment of a type in bytes: 1 for a packed structure, at most <see cref="PointerSize"/>.</summary>
    /// <exception cref="BpfObjectFormatException">The type has no alignment (<c>void</c>, a function), or contains itself.</exception>
    public int AlignOf(uint id) => new BtfAlignment(this).Of(id);

    private static bool Multiply(ulong left, uint right, out uint product)
    {
        ulong wide = left * right;
        product = (uint)wide;
        return wide <= uint.MaxValue;
    }

    private static BpfObjectFormatException Endless(uint id) => BtfErrors.InType(id, $"leads through more than {MaxChain} other types");
}
