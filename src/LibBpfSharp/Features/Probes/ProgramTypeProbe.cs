namespace LibBpfSharp.Features;

/// <summary>Whether a kernel knows a type of program.</summary>
/// <remarks>
/// Programs that need an attach target are given one that cannot be: the verifier's complaint about it shows that it knows the type.
/// Source: <c>bpf_check_attach_target</c> and <c>check_struct_ops_btf_id</c> in <c>kernel/bpf/verifier.c</c>.
/// </remarks>
internal static class ProgramTypeProbe
{
    public static ProbeAnswer Run(Prober prober, BpfProgramType type)
    {
        ProbeProgram program = ProbeProgram.Of(type);
        if (Complaint(type) is not { } complaint) return type > BpfProgramType.Netfilter ? OfUnknown(prober, program) : prober.Ask(program);

        string log = string.Empty;
        nint result = prober.Try(() => program.Load(prober.Kernel, out log));
        bool isKnown = result == -(nint)complaint.Errno && log.Contains(complaint.Words, StringComparison.Ordinal);
        return isKnown ? ProbeAnswer.Yes : prober.Judge(result, type);
    }

    private static (Errno Errno, string Words)? Complaint(BpfProgramType type) => type switch
    {
        BpfProgramType.Tracing or BpfProgramType.Lsm => (Errno.EINVAL, "is not a function"),
        BpfProgramType.Ext => (Errno.EINVAL, "Cannot replace kernel functions"),
        BpfProgramType.StructOps => (Errno.ENOTSUPP, string.Empty),
        _ => null,
    };

    private static ProbeAnswer OfUnknown(Prober prober, ProbeProgram program)
    {
        ProbeAnswer answer = prober.Ask(program);
        return answer.Verdict is BpfFeatureVerdict.NotSupported
            ? ProbeAnswer.Open(answer.Errno, "This library does not know what programs of the type need besides.")
            : answer;
    }
}
