namespace LibBpfSharp.Spec;

/// <summary>Finds functions by place; the table is sorted by section, then offset.</summary>
internal static class FunctionTable
{
    internal static FunctionSpec? Find(FunctionSpec[] functions, int sectionIndex, long instruction)
    {
        int low = 0;
        int high = functions.Length - 1;
        // Aliases share a start: the last of them is the one that counts.
        while (low < high)
        {
            int middle = low + ((high - low + 1) / 2);
            FunctionSpec candidate = functions[middle];
            if (candidate.SectionIndex < sectionIndex
                || (candidate.SectionIndex == sectionIndex && candidate.SectionInstruction <= instruction))
                low = middle;
            else
                high = middle - 1;
        }

        return functions.Length > 0 && functions[low] is { } found
            && found.SectionIndex == sectionIndex && found.ContainsSectionInstruction(instruction) ? found : null;
    }
}
