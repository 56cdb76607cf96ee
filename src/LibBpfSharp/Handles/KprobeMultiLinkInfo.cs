using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link on many kernel functions (6.6).</summary>
public sealed class KprobeMultiLinkInfo : BpfLinkInfo
{
    private KprobeMultiLinkInfo(in LinkInfo info, ulong[] addresses, ulong[] cookies)
        : base(info)
    {
        Addresses = addresses;
        Cookies = cookies;
        IsReturn = (info.KprobeMulti.Flags & 1) != 0; // BPF_F_KPROBE_MULTI_RETURN
        Missed = info.KprobeMulti.Missed;
    }

    /// <summary>The functions' addresses; zeros where addresses are not shown (<c>kernel.kptr_restrict</c>).</summary>
    public IReadOnlyList<ulong> Addresses { get; }

    /// <summary>The number of each function (6.9); zeros for none.</summary>
    public IReadOnlyList<ulong> Cookies { get; }

    /// <summary>Whether the program runs where the functions return.</summary>
    public bool IsReturn { get; }

    /// <summary>How often it was hit and not run (6.7).</summary>
    public ulong Missed { get; }

    /// <param name="link">The link.</param>
    /// <param name="head">What is told without room for addresses.</param>
    internal static unsafe KprobeMultiLinkInfo Read(BpfLinkHandle link, in LinkInfo head)
    {
        uint count = head.KprobeMulti.Count;
        ulong[] addresses = new ulong[count], cookies = new ulong[count];
        if (count == 0) return new(head, addresses, cookies);
        fixed (ulong* a = addresses)
        fixed (ulong* c = cookies)
        {
            LinkInfo info = new() { KprobeMulti = new() { Addrs = (ulong)a, Cookies = (ulong)c, Count = count } };
            InfoReading.Read(link, Kind, ref info);
            return new(info, addresses, cookies);
        }
    }
}
