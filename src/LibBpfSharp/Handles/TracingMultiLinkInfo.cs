using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link on many functions by their types: what it tells of every link, and no more (7.2).</summary>
public sealed class TracingMultiLinkInfo : BpfLinkInfo
{
    internal TracingMultiLinkInfo(in LinkInfo info)
        : base(info)
    {
    }
}
