namespace LibBpfSharp.Btf;

/// <summary>One of the equal-sized elements that follow a BTF type record.</summary>
/// <typeparam name="TSelf">The element's own type.</typeparam>
public interface IBtfElement<TSelf>
    where TSelf : struct, IBtfElement<TSelf>
{
    /// <summary>Reads the element with the given index of a type that is known to have it.</summary>
    internal static abstract TSelf Read(in BtfType owner, int index);
}
