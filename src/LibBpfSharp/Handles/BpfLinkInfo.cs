using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link of any kind; a subclass has what its kind adds.</summary>
/// <remarks>Source: <c>struct bpf_link_info</c> in <c>include/uapi/linux/bpf.h</c>, kernel 5.8.</remarks>
public class BpfLinkInfo
{
    private protected const int LongestName = 4096;
    private protected const string Kind = "link";

    internal BpfLinkInfo(in LinkInfo info)
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

    /// <summary>Asks the kernel about a link, without room for what differs in length.</summary>
    internal static LinkInfo ReadHead(BpfLinkHandle link)
    {
        LinkInfo info = default;
        InfoReading.Read(link, Kind, ref info);
        return info;
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
