namespace LibBpfSharp;

/// <summary>What is said about a use of a link, and about which links have it.</summary>
internal static class LinkUses
{
    /// <summary>The use, as the subject of a sentence.</summary>
    public static string Describe(this LinkUse use) => use switch
    {
        LinkUse.Update => "updating",
        LinkUse.Detach => "detaching by call",
        LinkUse.Pin => "pinning",
        LinkUse.Duplicate => "duplicating",
        _ => "handing over",
    };

    /// <summary>Whether the kernel has an update for links of a kind, for the words about a refusal alone; <c>null</c> for a kind that is not known here.</summary>
    public static bool? TakesUpdates(this BpfLinkType type) => type switch
    {
        BpfLinkType.Cgroup or BpfLinkType.Iter or BpfLinkType.Netns or BpfLinkType.Xdp or BpfLinkType.Tcx or BpfLinkType.Netkit or BpfLinkType.Sockmap or BpfLinkType.StructOps => true,
        BpfLinkType.RawTracepoint or BpfLinkType.Tracing or BpfLinkType.PerfEvent or BpfLinkType.KprobeMulti or BpfLinkType.UprobeMulti or BpfLinkType.TracingMulti
            or BpfLinkType.Netfilter => false,
        _ => null,
    };
}
