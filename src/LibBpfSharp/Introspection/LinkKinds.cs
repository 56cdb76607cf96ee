using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>The one table of link types: the class of each, whose <see cref="BpfLink.Info"/> is of the type that holds what the kernel tells of it.</summary>
internal static class LinkKinds
{
    private static readonly Dictionary<BpfLinkType, Func<BpfLinkHandle, bool, BpfLink>> s_links = new()
    {
        [BpfLinkType.RawTracepoint] = static (handle, rooted) => new RawTracepointLink(handle, rooted),
        [BpfLinkType.Tracing] = static (handle, rooted) => new TracingLink(handle, rooted),
        [BpfLinkType.Cgroup] = static (handle, rooted) => new CgroupLink(handle, rooted),
        [BpfLinkType.Iter] = static (handle, rooted) => new IteratorLink(handle, rooted),
        [BpfLinkType.Netns] = static (handle, rooted) => new NetnsLink(handle, rooted),
        [BpfLinkType.Xdp] = static (handle, rooted) => new XdpLink(handle, rooted),
        [BpfLinkType.PerfEvent] = static (handle, rooted) => new PerfEventLink(handle, rooted),
        [BpfLinkType.KprobeMulti] = static (handle, rooted) => new KprobeMultiLink(handle, rooted),
        [BpfLinkType.StructOps] = static (handle, rooted) => new StructOpsLink(handle, rooted),
        [BpfLinkType.Netfilter] = static (handle, rooted) => new NetfilterLink(handle, rooted),
        [BpfLinkType.Tcx] = static (handle, rooted) => new TcxLink(handle, rooted),
        [BpfLinkType.UprobeMulti] = static (handle, rooted) => new UprobeMultiLink(handle, rooted),
        [BpfLinkType.Netkit] = static (handle, rooted) => new NetkitLink(handle, rooted),
        [BpfLinkType.Sockmap] = static (handle, rooted) => new SockmapLink(handle, rooted),
        [BpfLinkType.TracingMulti] = static (handle, rooted) => new TracingMultiLink(handle, rooted),
    };

    /// <summary>A link of the class of its type, which owns the handle once it is made.</summary>
    public static BpfLink Open(BpfLinkHandle handle, bool rooted)
        => s_links.TryGetValue(BpfLinkInfo.ReadHead(handle).Type, out Func<BpfLinkHandle, bool, BpfLink>? make) ? make(handle, rooted) : new OtherLink(handle, rooted);

    /// <summary>What the kernel tells of a link; the handle is closed.</summary>
    public static BpfLinkInfo ReadInfo(BpfLinkHandle handle)
    {
        using BpfLink link = Open(handle, rooted: false);
        return link.Info;
    }
}
