using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Asks one kernel, and tells a refusal of the feature from a refusal of the asker.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="facts">Reads what the asking thread may do.</param>
internal sealed class Prober(Kernel kernel, Func<PermissionFacts> facts)
{
    public Kernel Kernel { get; } = kernel;

    /// <summary>Makes a call again once the memory limit is lifted, if that may be what it met.</summary>
    /// <param name="call">The call.</param>
    /// <param name="map">The type of the map it makes, if it makes one.</param>
    public nint Try(Func<nint> call, BpfMapType map = BpfMapType.Unspec)
    {
        nint result = call();
        return MemoryLock.TryRaise(Kernel, result, map) ? call() : result;
    }

    public ProbeAnswer Ask(ProbeProgram program) => Judge(Try(() => program.Load(Kernel)), program.Type);

    /// <summary>Reads the load of a program.</summary>
    public ProbeAnswer Judge(nint result, BpfProgramType type) => Judge(ProbeAnswer.Of(result), type);

    /// <inheritdoc cref="Judge(nint, BpfProgramType)"/>
    public ProbeAnswer Judge(ProbeAnswer answer, BpfProgramType type)
    {
        if (answer.Errno is Errno.EPERM)
        {
            PermissionFinding finding = new PermissionDiagnosis(Kernel, facts(), new LoadEvidence(Kernel)).Of(RequiredCapabilities.ToLoad(type));
            return finding.Reason is BpfPermissionReason.KernelRefusesProgramType
                ? ProbeAnswer.No(Errno.EPERM, finding.Explanation)
                : ProbeAnswer.Open(Errno.EPERM, finding.Explanation);
        }

        // The verifier holds the programs of those without CAP_BPF to narrower rules, and words it alike.
        return answer.Verdict is BpfFeatureVerdict.NotSupported && type is BpfProgramType.SocketFilter or BpfProgramType.CgroupSkb && !facts().Has(LinuxCapability.Bpf)
            ? ProbeAnswer.Open(answer.Errno, "The kernel may have it for a process with CAP_BPF, which this one lacks.")
            : answer;
    }

    /// <summary>Reads the creation of a map.</summary>
    public ProbeAnswer Judge(ProbeAnswer answer, BpfMapType type) => WithReason(answer, RequiredCapabilities.ToCreate(type));

    /// <summary>Reads another command.</summary>
    public ProbeAnswer Judge(ProbeAnswer answer, BpfCommand command) => WithReason(answer, RequiredCapabilities.For(command));

    private ProbeAnswer WithReason(ProbeAnswer answer, PermissionNeed need)
        => answer.Errno is Errno.EPERM ? answer with { Reason = new PermissionDiagnosis(Kernel, facts(), new LoadEvidence(Kernel)).Of(need).Explanation } : answer;
}
