using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link by BTF: fentry, fexit, fmod_ret, LSM, freplace, or at a tracepoint.</summary>
public sealed class TracingLinkInfo : BpfLinkInfo
{
    private TracingLinkInfo(in LinkInfo info)
        : base(info)
    {
        AttachType = info.Tracing.AttachType;
        TargetObjectId = info.Tracing.TargetObjId;
        TargetTypeId = info.Tracing.TargetBtfId;
        Cookie = info.Tracing.Cookie;
    }

    private TracingLinkInfo(in LinkInfo info, string tracepoint)
        : base(info)
    {
        AttachType = BpfAttachType.TraceRawTp;
        Tracepoint = tracepoint;
        Cookie = info.RawTracepoint.Cookie;
    }

    /// <summary>How it is attached.</summary>
    public BpfAttachType AttachType { get; }

    /// <summary>The id of the BTF object that describes the function (5.13); for a program that is traced or replaced, of that program.</summary>
    public uint TargetObjectId { get; }

    /// <summary>The function's type in that BTF (5.13).</summary>
    public uint TargetTypeId { get; }

    /// <summary>The number it was attached with; 0 for none, and on kernels that do not tell.</summary>
    public ulong Cookie { get; }

    /// <summary>The name of the tracepoint, for which the kernel has a raw tracepoint's link; <c>null</c> at a function.</summary>
    public string? Tracepoint { get; }

    /// <param name="link">The link.</param>
    /// <param name="head">What is told without room for a name.</param>
    internal static TracingLinkInfo Read(BpfLinkHandle link, in LinkInfo head)
    {
        if (head.Type is not BpfLinkType.RawTracepoint) return new(head);
        string name = ReadName(link, out LinkInfo info);
        return new(info, name);
    }
}
