using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Whether a kernel knows a command: asked about a descriptor that is none, it answers EBADF, and nothing happens.</summary>
internal static class CommandProbe
{
    private const nint UnreadableAddress = 0;

    public static ProbeAnswer OfTestRun(Prober prober) => Ask(prober, BpfCommand.ProgTestRun, new TestRunAttr { ProgFd = -1 });

    public static ProbeAnswer OfFreeze(Prober prober) => Ask(prober, BpfCommand.MapFreeze, new MapElementAttr { MapFd = -1 });

    public static ProbeAnswer OfBatch(Prober prober) => Ask(prober, BpfCommand.MapLookupBatch, new MapBatchAttr { MapFd = -1 });

    public static ProbeAnswer OfBindMap(Prober prober) => Ask(prober, BpfCommand.ProgBindMap, new ProgramBindMapAttr { ProgFd = -1, MapFd = -1 });

    public static ProbeAnswer OfToken(Prober prober) => Ask(prober, BpfCommand.TokenCreate, new TokenCreateAttr { BpffsFd = -1 });

    public static ProbeAnswer OfStreams(Prober prober) => Ask(prober, BpfCommand.ProgStreamReadByFd, new StreamReadAttr { ProgFd = -1 });

    /// <summary>The common attributes, said to be at an address that cannot be read, are what the kernel reads first.</summary>
    public static unsafe ProbeAnswer OfCommonAttributes(Prober prober)
    {
        ProgramLoadAttr attributes = default;
        const BpfCommand Command = BpfCommand.ProgLoad | BpfCommand.CommonAttrs;
        nint result = prober.Kernel.Invoke(SystemCall.Bpf, (nint)Command, (nint)(&attributes), sizeof(ProgramLoadAttr), UnreadableAddress, sizeof(CommonAttr));
        return prober.Judge(ProbeAnswer.Of(result, Errno.EFAULT), BpfCommand.ProgLoad);
    }

    /// <summary>The system call of uprobes refuses whoever does not come from where the kernel put it; the errno tells by which no-op it gets there.</summary>
    public static ProbeAnswer OfUprobe(Prober prober, Errno own, Errno other)
    {
        nint result = prober.Kernel.Invoke(SystemCall.Uprobe);
        return result == -(nint)other ? ProbeAnswer.No(other, "The kernel does so for a no-op of another length.") : ProbeAnswer.Of(result, own);
    }

    private static ProbeAnswer Ask<T>(Prober prober, BpfCommand command, T attributes)
        where T : unmanaged
        => prober.Judge(ProbeAnswer.Of(prober.Kernel.Bpf(command, ref attributes), Errno.EBADF), command);
}
