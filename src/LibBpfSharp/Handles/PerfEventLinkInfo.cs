using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link on a perf event: a kprobe, uprobe, tracepoint, counter or clock (6.6).</summary>
public sealed class PerfEventLinkInfo : BpfLinkInfo
{
    private PerfEventLinkInfo(in LinkInfo info, string name)
        : base(info)
    {
        EventKind = info.PerfEvent.Type;
        Name = name;
        switch (EventKind)
        {
            case PerfEventKind.Uprobe or PerfEventKind.Uretprobe:
                LinkInfo.PerfEventUprobePart user = info.PerfEvent.Uprobe;
                (Offset, Cookie, ReferenceCounterOffset) = (user.Offset, user.Cookie, user.RefCtrOffset);
                break;
            case PerfEventKind.Kprobe or PerfEventKind.Kretprobe:
                LinkInfo.PerfEventKprobePart kernel = info.PerfEvent.Kprobe;
                (Offset, Address, Missed, Cookie) = (kernel.Offset, kernel.Addr, kernel.Missed, kernel.Cookie);
                break;
            case PerfEventKind.Tracepoint:
                Cookie = info.PerfEvent.Tracepoint.Cookie;
                break;
            case PerfEventKind.Event:
                (EventType, EventConfig, Cookie) = (info.PerfEvent.Event.Type, info.PerfEvent.Event.Config, info.PerfEvent.Event.Cookie);
                break;
        }
    }

    /// <summary>What is probed; <see cref="PerfEventKind.Unspec"/> on kernels that do not tell (before 6.6).</summary>
    public PerfEventKind EventKind { get; }

    /// <summary>The file of a uprobe, the function of a kprobe, the name of a tracepoint; else empty.</summary>
    public string Name { get; }

    /// <summary>Of a uprobe the offset in the file, of a kprobe that from the function.</summary>
    public uint Offset { get; }

    /// <summary>The address of a kprobe; 0 where addresses are not shown (<c>kernel.kptr_restrict</c>).</summary>
    public ulong Address { get; }

    /// <summary>How often a kprobe was hit and not run (6.7).</summary>
    public ulong Missed { get; }

    /// <summary>Where the counter of a uprobe's users is in the file (a USDT semaphore); 0 for none, and on kernels that do not tell.</summary>
    public ulong ReferenceCounterOffset { get; }

    /// <summary>The number it was attached with (6.9); 0 for none.</summary>
    public ulong Cookie { get; }

    /// <summary>The kind of event, of a counter or clock; the kernel tells clocks as of a kind of their own, with a number above those of <see cref="PerfEventType"/>.</summary>
    public PerfEventType EventType { get; }

    /// <summary>Which event of its kind, of a counter or clock.</summary>
    public ulong EventConfig { get; }

    /// <param name="link">The link.</param>
    /// <param name="head">What is told without room for a name.</param>
    internal static unsafe PerfEventLinkInfo Read(BpfLinkHandle link, in LinkInfo head)
    {
        if (head.PerfEvent.Type is PerfEventKind.Unspec or PerfEventKind.Event) return new(head, "");

        // The name has the same place whatever is probed.
        byte* name = stackalloc byte[LongestName];
        name[0] = 0;
        LinkInfo info = new() { PerfEvent = new() { Kprobe = new() { FuncName = (ulong)name, NameLen = LongestName } } };
        InfoReading.Read(link, Kind, ref info);
        return new(info, KernelText.Read(new(name, LongestName)));
    }
}
