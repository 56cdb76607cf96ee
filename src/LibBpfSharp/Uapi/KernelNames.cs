namespace LibBpfSharp;

/// <summary>
/// The kernel's names of one enumeration: a prefix and the short names libbpf and bpftool print, by value from 0 upwards.
/// The kernel's own name is the prefix and the short name in capitals.
/// </summary>
internal sealed class KernelNames(string prefix, params string[] shortNames)
{
    /// <summary>The kernel's name; the prefix and the number for a value this table does not know.</summary>
    public string Kernel(uint value) => prefix + (value < shortNames.Length ? shortNames[value].ToUpperInvariant() : value.ToString());

    /// <summary>The short name; the number for a value this table does not know.</summary>
    public string Short(uint value) => value < shortNames.Length ? shortNames[value] : value.ToString();

    /// <summary>Finds the value of a name of either form, in any case.</summary>
    public bool TryParse(ReadOnlySpan<char> name, out uint value)
    {
        if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) name = name[prefix.Length..];
        for (value = 0; value < shortNames.Length; value++)
            if (name.Equals(shortNames[value], StringComparison.OrdinalIgnoreCase))
                return true;

        value = 0;
        return false;
    }
}
