using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link of any kind; a subclass has what its kind adds.</summary>
/// <remarks>Source: <c>struct bpf_link_info</c> in <c>include/uapi/linux/bpf.h</c>, kernel 5.8.</remarks>
public class BpfLinkInfo
{
    private protected const int LongestName = 4096;
    private protected const string Kind = "link";

    private protected BpfLinkInfo(in LinkInfo info)
    {
        Type = info.Type;
        Id = info.Id;
        ProgramId = info.ProgId;
    }

    /// <summary>The kind of link.</summary>
    public BpfLinkType Type { get; }

    /// <summary>The id, unique among links until the next boot.</summary>
    public uint Id { get; }

    /// <summary>The id of the attached program; 0 for a struct_ops link.</summary>
    public uint ProgramId { get; }

    /// <summary>Asks the kernel about a link; the answer is of the subclass for its kind where there is one.</summary>
    internal static BpfLinkInfo Read(BpfLinkHandle link)
    {
        LinkInfo info = default;
        InfoReading.Read(link, Kind, ref info);
        return info.Type switch
        {
            BpfLinkType.RawTracepoint => RawTracepointLinkInfo.ReadNamed(link),
            BpfLinkType.Tracing => new TracingLinkInfo(info),
            BpfLinkType.Iter => IteratorLinkInfo.ReadNamed(link),
            BpfLinkType.PerfEvent => PerfEventLinkInfo.Read(link, info),
            BpfLinkType.KprobeMulti => KprobeMultiLinkInfo.Read(link, info),
            BpfLinkType.UprobeMulti => UprobeMultiLinkInfo.Read(link, info),
            BpfLinkType.Cgroup => new CgroupLinkInfo(info),
            BpfLinkType.StructOps => new StructOpsLinkInfo(info),
            BpfLinkType.Netns => new NetnsLinkInfo(info),
            BpfLinkType.Xdp => new XdpLinkInfo(info),
            BpfLinkType.Tcx or BpfLinkType.Netkit => new BpfDeviceLinkInfo(info),
            BpfLinkType.Netfilter => new NetfilterLinkInfo(info),
            BpfLinkType.Sockmap => new SockmapLinkInfo(info),
            _ => new BpfLinkInfo(info),
        };
    }

    /// <summary>Reads all that is told of a raw tracepoint or iterator, whose names have the same place.</summary>
    private protected static unsafe string ReadName(BpfLinkHandle link, out LinkInfo info)
    {
        byte* name = stackalloc byte[LongestName];
        name[0] = 0;
        info = new() { RawTracepoint = new() { TpName = (ulong)name, TpNameLen = LongestName } };
        InfoReading.Read(link, Kind, ref info);
        return KernelText.Read(new(name, LongestName));
    }
}
