namespace LibBpfSharp.Btf;

/// <summary>
/// Names of CO-RE flavours: <c>task_struct___old</c> means <c>task_struct</c>. What follows the last three
/// underscores that stand between other characters is left out.
/// </summary>
public static class BtfFlavour
{
    /// <summary>The name without its flavour; all of it if it has none.</summary>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> name) => name[..EssentialLength(name)];

    /// <summary>The length of the name without its flavour.</summary>
    internal static int EssentialLength(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> rest = name;
        for (int at; (at = rest.LastIndexOf("___"u8)) > 0; rest = rest[..(at + 2)])
        {
            if (name[at - 1] != '_' && at + 3 < name.Length && name[at + 3] != '_') return at;
        }

        return name.Length;
    }
}
