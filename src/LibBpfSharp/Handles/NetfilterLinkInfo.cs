using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a netfilter link.</summary>
public sealed class NetfilterLinkInfo : BpfLinkInfo
{
    internal NetfilterLinkInfo(in LinkInfo info)
        : base(info)
    {
        Family = (NetfilterFamily)info.Netfilter.Pf;
        Hook = (NetfilterHook)info.Netfilter.Hooknum;
        Priority = info.Netfilter.Priority;
        Flags = (NetfilterLinkFlags)info.Netfilter.Flags;
    }

    /// <summary>The protocol family.</summary>
    public NetfilterFamily Family { get; }

    /// <summary>The hook.</summary>
    public NetfilterHook Hook { get; }

    /// <summary>Where among the programs and rules of the hook it runs: the lowest first.</summary>
    public int Priority { get; }

    /// <summary>What is done before the program runs.</summary>
    public NetfilterLinkFlags Flags { get; }
}
