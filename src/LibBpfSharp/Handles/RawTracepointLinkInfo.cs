using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link on a raw tracepoint.</summary>
public sealed class RawTracepointLinkInfo : BpfLinkInfo
{
    private RawTracepointLinkInfo(in LinkInfo info, string tracepoint)
        : base(info)
    {
        Tracepoint = tracepoint;
        Cookie = info.RawTracepoint.Cookie;
    }

    /// <summary>The tracepoint's name.</summary>
    public string Tracepoint { get; }

    /// <summary>The number it was attached with; 0 for none, and on kernels that do not tell.</summary>
    public ulong Cookie { get; }

    internal static RawTracepointLinkInfo Read(BpfLinkHandle link)
    {
        string name = ReadName(link, out LinkInfo info);
        return new(info, name);
    }
}
