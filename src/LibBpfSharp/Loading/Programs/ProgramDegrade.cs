using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Takes back what an older kernel may not know, one thing at a time, when it refuses a program before its verifier says a word.</summary>
internal static class ProgramDegrade
{
    /// <summary>Changes the attributes for another attempt.</summary>
    /// <param name="program">The program.</param>
    /// <param name="attributes">As they came back from the kernel.</param>
    /// <param name="refusal">The kernel's errno.</param>
    /// <returns>False if there is nothing to take back that would explain the refusal.</returns>
    internal static bool TryNext(ProgramPlan program, ref ProgramLoadAttr attributes, Errno refusal)
    {
        LinkedProgram linked = program.Linked!;
        if (refusal is Errno.E2BIG && (TryShorten(linked.FunctionInfo, ref attributes.FuncInfoRecSize) || TryShorten(linked.LineInfo, ref attributes.LineInfoRecSize)))
            return true;

        bool isOptional = (program.Section?.Flags & BpfSectionFlags.AttachTypeOptional) is > 0;
        if (refusal is Errno.EINVAL or Errno.E2BIG && isOptional && attributes.ExpectedAttachType != 0)
        {
            attributes.ExpectedAttachType = 0; // before 4.17, and later for some types
            return true;
        }

        if (refusal is Errno.E2BIG && attributes.ProgName[0] != 0)
        {
            attributes.ProgName = default; // before 4.15
            return true;
        }

        return false;
    }

    // A kernel that knows shorter records says how long its own are, and takes longer ones whose rest is zero.
    private static bool TryShorten(InfoRecords records, ref uint recordSize)
    {
        int known = (int)recordSize;
        recordSize = (uint)records.RecordSize;
        return known > 0 && known < records.RecordSize && records.TryClearAfter(known);
    }
}
