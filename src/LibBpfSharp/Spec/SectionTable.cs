namespace LibBpfSharp.Spec;

/// <summary>Looks section names up in the table of section kinds.</summary>
internal static partial class SectionTable
{
    internal static BpfSectionDefinition? Find(ReadOnlySpan<char> section)
    {
        foreach (BpfSectionDefinition row in Rows)
        {
            if (row.Matches(section))
                return row;
        }
        return null;
    }
}
