using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link on a function: fentry, fexit, fmod_ret, LSM, freplace.</summary>
public sealed class TracingLinkInfo : BpfLinkInfo
{
    internal TracingLinkInfo(in LinkInfo info)
        : base(info)
    {
        AttachType = info.Tracing.AttachType;
        TargetObjectId = info.Tracing.TargetObjId;
        TargetTypeId = info.Tracing.TargetBtfId;
        Cookie = info.Tracing.Cookie;
    }

    /// <summary>How it is attached.</summary>
    public BpfAttachType AttachType { get; }

    /// <summary>The id of the BTF object that describes the function (5.13); for a program that is traced or replaced, of that program.</summary>
    public uint TargetObjectId { get; }

    /// <summary>The function's type in that BTF (5.13).</summary>
    public uint TargetTypeId { get; }

    /// <summary>The number it was attached with; 0 for none, and on kernels that do not tell.</summary>
    public ulong Cookie { get; }
}
