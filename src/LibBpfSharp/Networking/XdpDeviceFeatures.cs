namespace LibBpfSharp.Networking;

/// <summary>What a driver can do of XDP, as the kernel's <c>netdev</c> family tells it. Linux 6.3.</summary>
public sealed record XdpDeviceFeatures
{
    internal XdpDeviceFeatures()
    {
    }

    /// <summary>What it does with packets.</summary>
    public required XdpFeatures Xdp { get; init; }

    /// <summary>Most buffers that one packet of a zero-copy AF_XDP socket may be made of (6.6); 0 without zero copy.</summary>
    public required uint ZeroCopyMaxSegments { get; init; }

    /// <summary>What it tells of received packets (6.8).</summary>
    public required XdpRxMetadata RxMetadata { get; init; }

    /// <summary>What it does for AF_XDP sockets that send (6.8).</summary>
    public required XskFeatures Xsk { get; init; }
}
