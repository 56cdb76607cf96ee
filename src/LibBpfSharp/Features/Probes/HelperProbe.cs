namespace LibBpfSharp.Features;

/// <summary>Whether programs of a type may call something: they call it with no argument, and the verifier says what it minds.</summary>
/// <remarks>Source: <c>check_helper_call</c> and <c>fetch_kfunc_meta</c> in <c>kernel/bpf/verifier.c</c>.</remarks>
internal static class HelperProbe
{
    private static readonly string[] s_refusals =
    [
        "invalid func ", "unknown func ", "program of this type cannot use helper ",
        "calling kernel function ", "JIT does not support calling kernel function", "kernel function calls are not supported",
    ];

    public static ProbeAnswer Run(Prober prober, BpfProgramType type, BpfHelper helper, Func<ProbeAnswer> ofType)
        => Run(prober, ProbeProgram.Of(type, ProbeCode.Call(helper), ProbeCode.Exit), ofType);

    /// <summary>Reads the verifier's opinion of a program that does nothing but call.</summary>
    /// <param name="prober">Who asks.</param>
    /// <param name="program">The program.</param>
    /// <param name="ofType">Whether the kernel knows programs of the type at all.</param>
    public static ProbeAnswer Run(Prober prober, ProbeProgram program, Func<ProbeAnswer> ofType)
    {
        if (program.Type is BpfProgramType.Tracing or BpfProgramType.Lsm or BpfProgramType.Ext or BpfProgramType.StructOps)
            return ProbeAnswer.Open(Errno.None, "The verifier looks at the calls of such programs only once they have a place to attach to.");

        string log = string.Empty;
        nint result = prober.Try(() => program.Load(prober.Kernel, out log));
        if (result >= 0) return ProbeAnswer.Yes;

        var errno = (Errno)(-result);
        string? refusal = log.Split('\n').FirstOrDefault(line => s_refusals.Any(words => line.Contains(words, StringComparison.Ordinal)));
        if (refusal is not null) return prober.Judge(ProbeAnswer.No(errno, $"The verifier says: {refusal.Trim()}."), program.Type);
        if (log.Length > 0) return ProbeAnswer.Yes;

        ProbeAnswer type = ofType();
        return type.Verdict is BpfFeatureVerdict.Supported ? ProbeAnswer.Open(errno, "The verifier did not look at the program.") : type;
    }
}
