namespace LibBpfSharp.Btf;

/// <summary>Tells the size of a pointer from that of <c>long</c>, which is the same on every Linux machine.</summary>
internal static class BtfPointerSize
{
    public static int? Guess(BtfSpec spec)
    {
        if (spec.Base is { } below && Guess(below) is { } inherited) return inherited;

        for (uint id = spec.FirstId; id < spec.TypeCount; id++)
        {
            BtfType type = spec.GetType(id);
            if (type.Kind == BtfKind.Int && type.Size is 4 or 8 && IsLong(type.Utf8Name)) return (int)type.Size;
        }

        return null;
    }

    /// <summary>Whether a name is one of the spellings of (unsigned) <c>long</c>: its words in any order.</summary>
    private static bool IsLong(ReadOnlySpan<byte> name)
    {
        if (name.Length > "unsigned long int"u8.Length) return false;
        int longs = 0, unsigneds = 0, ints = 0, others = 0;
        while (!name.IsEmpty)
        {
            int end = name.IndexOf((byte)' ');
            ReadOnlySpan<byte> word = end < 0 ? name : name[..end];
            name = end < 0 ? default : name[(end + 1)..];
            if (word.SequenceEqual("long"u8)) longs++;
            else if (word.SequenceEqual("unsigned"u8)) unsigneds++;
            else if (word.SequenceEqual("int"u8)) ints++;
            else others++;
        }

        return longs == 1 && unsigneds <= 1 && ints <= 1 && others == 0;
    }
}
