namespace LibBpfSharp.Networking;

/// <summary>How a filter of traffic control is made.</summary>
public sealed record TcFilterOptions
{
    internal static TcFilterOptions Plain { get; } = new();

    /// <summary>The filter's number among those of its priority; 0 lets the kernel choose.</summary>
    public uint Handle { get; init; }

    /// <summary>When it runs, the lowest first, from 1 up; 0 lets the kernel choose one before all there are.</summary>
    public ushort Priority { get; init; }

    /// <summary>The protocol of the packets it sees (<c>ETH_P_…</c>); the default is all.</summary>
    public ushort Protocol { get; init; } = 3;

    /// <summary>Whether what the program returns is what is done with the packet (<c>TC_ACT_…</c>), rather than a class. Linux 4.4.</summary>
    public bool DirectAction { get; init; } = true;

    /// <summary>Whether a filter with the same handle and priority, which both must be given, is replaced.</summary>
    public bool Replace { get; init; }

    /// <summary>Whether <c>clsact</c> is added to the interface where it is not there. It stays when the filter goes, since others may use it.</summary>
    public bool AddClsact { get; init; } = true;
}
