namespace LibBpfSharp.Spec;

/// <summary>Names of the maps behind data sections, as libbpf makes them (<c>internal_map_name</c>).</summary>
internal static class InternalMapName
{
    /// <summary>Longest map, program or object name of the kernel (<c>BPF_OBJ_NAME_LEN</c> less the closing zero).</summary>
    internal const int MaxLength = 15;

    // Room kept for the section even where its name is shorter, so that .bss and .rodata carry the same prefix.
    private const int SectionRoom = 7;

    internal static string Make(string objectName, string section)
    {
        int suffix = Math.Min(Math.Max(SectionRoom, section.Length), MaxLength);
        bool isCustom = section.AsSpan(1).Contains('.');
        int prefix = isCustom ? 0 : Math.Min(MaxLength - suffix, objectName.Length);
        string name = string.Concat(objectName.AsSpan(0, prefix), section.AsSpan(0, Math.Min(suffix, section.Length)));
        return string.Create(name.Length, name, static (target, source) =>
        {
            for (int index = 0; index < target.Length; index++)
                target[index] = char.IsAsciiLetterOrDigit(source[index]) || source[index] is '_' or '.' ? source[index] : '_';
        });
    }
}
