using System.Numerics;

namespace LibBpfSharp.Btf;

/// <content>Types that are whole as soon as they are added. Each method returns the new type's id.</content>
public sealed partial class BtfBuilder
{
    /// <summary>Adds an integer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">1, 2, 4, 8 or 16 bytes.</param>
    /// <param name="encoding">How its bits are read.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is none of these, or <paramref name="encoding"/> has no meaning.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or holds a zero character.</exception>
    public uint AddInt(string name, int size, BtfIntEncoding encoding = BtfIntEncoding.None)
    {
        if (size is < 1 or > 16 || !BitOperations.IsPow2(size))
            throw new ArgumentOutOfRangeException(nameof(size), size, "An integer has 1, 2, 4, 8 or 16 bytes.");
        if ((encoding & ~(BtfIntEncoding.Signed | BtfIntEncoding.Char | BtfIntEncoding.Bool)) != 0)
            throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Not an encoding.");
        return Append(BtfKind.Int, Name(name), (uint)size, [((uint)encoding << 24) | ((uint)size * 8)]);
    }

    /// <summary>Adds a floating-point number of 2, 4, 8, 12 or 16 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is none of these.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or holds a zero character.</exception>
    public uint AddFloat(string name, int size)
    {
        if (size is not (2 or 4 or 8 or 12 or 16))
            throw new ArgumentOutOfRangeException(nameof(size), size, "A floating-point number has 2, 4, 8, 12 or 16 bytes.");
        return Append(BtfKind.Float, Name(name), (uint)size);
    }

    /// <summary>Adds a pointer.</summary>
    public uint AddPtr(uint typeId) => Append(BtfKind.Ptr, 0, typeId);

    /// <summary>Adds the <c>const</c> qualifier to a type.</summary>
    public uint AddConst(uint typeId) => Append(BtfKind.Const, 0, typeId);

    /// <summary>Adds the <c>volatile</c> qualifier to a type.</summary>
    public uint AddVolatile(uint typeId) => Append(BtfKind.Volatile, 0, typeId);

    /// <summary>Adds the <c>restrict</c> qualifier to a type.</summary>
    public uint AddRestrict(uint typeId) => Append(BtfKind.Restrict, 0, typeId);

    /// <summary>Adds another name for a type.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or holds a zero character.</exception>
    public uint AddTypedef(string name, uint typeId) => Append(BtfKind.Typedef, Name(name), typeId);

    /// <summary>Adds an array.</summary>
    public uint AddArray(uint elementTypeId, uint indexTypeId, uint count)
        => Append(BtfKind.Array, 0, 0, [elementTypeId, indexTypeId, count]);

    /// <summary>Adds a forward declaration of a structure or a union.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or holds a zero character.</exception>
    public uint AddFwd(string name, bool isUnion = false) => Append(BtfKind.Fwd, Name(name), 0, kindFlag: isUnion);

    /// <summary>Adds a function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="linkage">How it is visible.</param>
    /// <param name="prototypeId">Its prototype.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="linkage"/> has no meaning.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or holds a zero character.</exception>
    public uint AddFunc(string name, BtfFuncLinkage linkage, uint prototypeId)
    {
        Defined.Require(linkage);
        return Append(BtfKind.Func, Name(name), prototypeId, length: (int)linkage);
    }

    /// <summary>Adds a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="linkage">How it is visible.</param>
    /// <param name="typeId">Its type.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="linkage"/> has no meaning.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or holds a zero character.</exception>
    public uint AddVar(string name, BtfVarLinkage linkage, uint typeId)
    {
        Defined.Require(linkage);
        return Append(BtfKind.Var, Name(name), typeId, [(uint)linkage]);
    }

    /// <summary>Adds a tag on a type (<c>btf_type_tag</c>).</summary>
    /// <param name="value">The tag's text.</param>
    /// <param name="typeId">The type that is tagged.</param>
    /// <param name="isAttribute">Whether the tag is the text of an <c>__attribute__</c>; since Linux 6.15.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty or holds a zero character.</exception>
    public uint AddTypeTag(string value, uint typeId, bool isAttribute = false)
        => Append(BtfKind.TypeTag, Name(value), typeId, kindFlag: isAttribute);

    /// <summary>Adds a tag on a declaration (<c>btf_decl_tag</c>).</summary>
    /// <param name="value">The tag's text.</param>
    /// <param name="typeId">The structure, union, typedef, variable or function that is tagged.</param>
    /// <param name="componentIndex">Which member or parameter of it; −1 for itself.</param>
    /// <param name="isAttribute">Whether the tag is the text of an <c>__attribute__</c>; since Linux 6.15.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="componentIndex"/> is below −1.</exception>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty or holds a zero character.</exception>
    public uint AddDeclTag(string value, uint typeId, int componentIndex = -1, bool isAttribute = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(componentIndex, -1);
        return Append(BtfKind.DeclTag, Name(value), typeId, [(uint)componentIndex], isAttribute);
    }

    /// <summary>The offset of a name that may not be left out.</summary>
    private uint Name(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return AddString(name);
    }
}
