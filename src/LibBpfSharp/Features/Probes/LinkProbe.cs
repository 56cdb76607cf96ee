using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Which kinds of link a kernel knows: each is asked for at a place that is none, and the refusal tells whether the place was looked at.</summary>
/// <remarks>Source: <c>link_create</c> in <c>kernel/bpf/syscall.c</c> and the function each kind leads to.</remarks>
internal static class LinkProbe
{
    private const int Loopback = 1;
    private const int NoDevice = int.MaxValue;
    private const byte NoFamily = byte.MaxValue;
    private const uint XdpDriverMode = 1 << 2; // XDP_FLAGS_DRV_MODE

    public static ProbeAnswer Run(Prober prober, BpfFeature feature) => feature switch
    {
        BpfFeature.CgroupLink => AtNoDescriptor(prober, BpfProgramType.CgroupSkb, BpfAttachType.CgroupInetEgress),
        BpfFeature.NetworkNamespaceLink => AtNoDescriptor(prober, BpfProgramType.FlowDissector, BpfAttachType.FlowDissector),
        BpfFeature.PerfEventLink => AtNoDescriptor(prober, BpfProgramType.Tracepoint, BpfAttachType.PerfEvent),
        BpfFeature.SockmapLink => AtNoDescriptor(prober, BpfProgramType.SkMsg, BpfAttachType.SkMsgVerdict),
        BpfFeature.TcxLink => Ask(prober, BpfProgramType.SchedCls, new() { AttachType = BpfAttachType.TcxIngress, TargetFd = NoDevice }, Errno.ENODEV),
        BpfFeature.NetkitLink => Ask(prober, BpfProgramType.SchedCls, new() { AttachType = BpfAttachType.NetkitPrimary, TargetFd = NoDevice }, Errno.ENODEV),

        // Every network namespace has loopback as its first device, whose driver has no XDP of its own.
        BpfFeature.XdpLink => Ask(
            prober, BpfProgramType.Xdp, new() { AttachType = BpfAttachType.Xdp, TargetFd = Loopback, Flags = (BpfAttachFlags)XdpDriverMode }, Errno.EOPNOTSUPP),
        BpfFeature.NetfilterLink => Ask(
            prober, BpfProgramType.Netfilter, new() { AttachType = BpfAttachType.Netfilter, Netfilter = new() { Pf = NoFamily } }, Errno.EAFNOSUPPORT),
        BpfFeature.KprobeMultiLink => OfKprobes(prober, BpfAttachType.TraceKprobeMulti),
        BpfFeature.KprobeSessionLink => OfKprobes(prober, BpfAttachType.TraceKprobeSession),
        BpfFeature.UprobeMultiLink => OfUprobes(prober, BpfAttachType.TraceUprobeMulti),
        BpfFeature.UprobeSessionLink => OfUprobes(prober, BpfAttachType.TraceUprobeSession),
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "Not a kind of link."),
    };

    private static ProbeAnswer AtNoDescriptor(Prober prober, BpfProgramType type, BpfAttachType attachType)
        => Ask(prober, type, new() { AttachType = attachType, TargetFd = -1 }, Errno.EBADF);

    /// <summary>The addresses of the functions are said to be where nothing can be read.</summary>
    private static ProbeAnswer OfKprobes(Prober prober, BpfAttachType attachType)
        => Ask(prober, BpfProgramType.Kprobe, new() { AttachType = attachType, KprobeMulti = new() { Cnt = 1, Addrs = 1 } }, Errno.EFAULT);

    /// <summary>A directory is no file to probe: EBADF. Process −1 is refused before that where processes are told from threads: EINVAL.</summary>
    private static unsafe ProbeAnswer OfUprobes(Prober prober, BpfAttachType attachType)
    {
        ulong offset = 0;
        fixed (byte* path = "/\0"u8)
        {
            LinkCreateAttr.UprobeMultiTarget target = new() { Path = (ulong)path, Offsets = (ulong)(&offset), Cnt = 1 };
            ProbeAnswer answer = Ask(prober, BpfProgramType.Kprobe, new() { AttachType = attachType, UprobeMulti = target }, Errno.EBADF);
            if (answer.Verdict is not BpfFeatureVerdict.Supported) return answer;

            target.Pid = -1;
            ProbeAnswer filter = Ask(prober, BpfProgramType.Kprobe, new() { AttachType = attachType, UprobeMulti = target }, Errno.EINVAL);
            return filter.Verdict is BpfFeatureVerdict.Supported
                ? filter
                : ProbeAnswer.No(filter.Errno, "The kernel has the link kind, but filters by thread where it should by process (before 6.10).");
        }
    }

    private static ProbeAnswer Ask(Prober prober, BpfProgramType type, LinkCreateAttr attributes, Errno expected)
    {
        bool isMulti = type is BpfProgramType.Kprobe;
        ProbeProgram program = isMulti ? new(type) { ExpectedAttachType = attributes.AttachType } : ProbeProgram.Of(type);
        BpfProgramHandle? handle = null;
        nint result = prober.Try(() => program.Load(prober.Kernel, out handle));
        if (result < 0) return prober.Judge(result, type);

        using (handle)
        using (HandleHold hold = handle!.Hold())
        {
            attributes.ProgFd = hold.Descriptor;
            result = prober.Kernel.LinkCreate(ref attributes, out BpfLinkHandle link);
            link.Dispose();
            return ProbeAnswer.Of(result, expected);
        }
    }
}
