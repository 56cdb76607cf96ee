namespace LibBpfSharp.Btf;

/// <summary>A record of <c>.BTF.ext</c>.</summary>
/// <typeparam name="TSelf">The record's own type.</typeparam>
public interface IBtfRecord<TSelf>
    where TSelf : struct, IBtfRecord<TSelf>
{
    /// <summary>The fewest words that hold everything known of the record.</summary>
    internal static abstract int Words { get; }

    /// <summary>Reads a record from at least <see cref="Words"/> words in host byte order.</summary>
    internal static abstract TSelf Read(ReadOnlySpan<uint> words);
}
