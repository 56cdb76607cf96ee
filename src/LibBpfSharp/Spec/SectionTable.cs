namespace LibBpfSharp.Spec;

/// <summary>Looks section names up in the table of section kinds.</summary>
internal static partial class SectionTable
{
    internal static SectionDefinition? Find(ReadOnlySpan<char> section)
    {
        foreach (SectionDefinition row in Rows)
        {
            if (row.Matches(section))
                return row;
        }
        return null;
    }
}
