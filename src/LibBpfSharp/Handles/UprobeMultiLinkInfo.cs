using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link on many sites of a file (6.8).</summary>
public sealed class UprobeMultiLinkInfo : BpfLinkInfo
{
    private UprobeMultiLinkInfo(in LinkInfo info, string path, ulong[] offsets, ulong[] counters, ulong[] cookies)
        : base(info)
    {
        Path = path;
        Offsets = offsets;
        ReferenceCounterOffsets = counters;
        Cookies = cookies;
        IsReturn = (info.UprobeMulti.Flags & 1) != 0; // BPF_F_UPROBE_MULTI_RETURN
        ProcessId = info.UprobeMulti.Pid;
    }

    /// <summary>The file; empty on kernels that do not tell.</summary>
    public string Path { get; }

    /// <summary>The sites, as offsets in the file.</summary>
    public IReadOnlyList<ulong> Offsets { get; }

    /// <summary>Where the counter of each site's users is in the file (a USDT semaphore); zeros for none.</summary>
    public IReadOnlyList<ulong> ReferenceCounterOffsets { get; }

    /// <summary>The number of each site; zeros for none.</summary>
    public IReadOnlyList<ulong> Cookies { get; }

    /// <summary>Whether the program runs where the functions return.</summary>
    public bool IsReturn { get; }

    /// <summary>The only process it watches, as this process's namespace numbers it; 0 for all.</summary>
    public int ProcessId { get; }

    /// <param name="link">The link.</param>
    /// <param name="head">What is told without room for a path and sites.</param>
    internal static unsafe UprobeMultiLinkInfo Read(BpfLinkHandle link, in LinkInfo head)
    {
        uint count = head.UprobeMulti.Count;
        ulong[] offsets = new ulong[count], counters = new ulong[count], cookies = new ulong[count];
        if (count == 0) return new(head, "", offsets, counters, cookies);
        byte* path = stackalloc byte[LongestName];
        path[0] = 0;
        fixed (ulong* o = offsets)
        fixed (ulong* r = counters)
        fixed (ulong* c = cookies)
        {
            LinkInfo info = new()
            {
                UprobeMulti = new()
                {
                    Path = (ulong)path,
                    PathSize = LongestName,
                    Offsets = (ulong)o,
                    RefCtrOffsets = (ulong)r,
                    Cookies = (ulong)c,
                    Count = count,
                },
            };
            InfoReading.Read(link, Kind, ref info);
            return new(info, KernelText.Read(new(path, LongestName)), offsets, counters, cookies);
        }
    }
}
