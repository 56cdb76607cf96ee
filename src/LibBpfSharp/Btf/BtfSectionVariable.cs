namespace LibBpfSharp.Btf;

/// <summary>The place of a variable in its data section (<c>struct btf_var_secinfo</c>).</summary>
/// <remarks>In a relocatable object the compiler leaves offset and size at zero for most sections; the symbols have them.</remarks>
/// <param name="TypeId">The <see cref="BtfKind.Var"/> (or, for an extern function, <see cref="BtfKind.Func"/>).</param>
/// <param name="Offset">Bytes from the start of the section.</param>
/// <param name="Size">The variable's size in bytes.</param>
public readonly record struct BtfSectionVariable(uint TypeId, uint Offset, uint Size) : IBtfElement<BtfSectionVariable>
{
    static BtfSectionVariable IBtfElement<BtfSectionVariable>.Read(in BtfType owner, int index)
    {
        BtfElementWords words = owner.Element(index);
        return new(words.TypeId, words[1], words[2]);
    }
}
