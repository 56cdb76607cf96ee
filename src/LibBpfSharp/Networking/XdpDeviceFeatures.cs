namespace LibBpfSharp.Networking;

/// <summary>What a driver can do of XDP, as the kernel's <c>netdev</c> family tells it. Linux 6.3.</summary>
/// <param name="Xdp">What it does with packets.</param>
/// <param name="ZeroCopyMaxSegments">Most buffers that one packet of a zero-copy AF_XDP socket may be made of (6.6); 0 without zero copy.</param>
/// <param name="RxMetadata">What it tells of received packets (6.8).</param>
/// <param name="Xsk">What it does for AF_XDP sockets that send (6.8).</param>
public sealed record XdpDeviceFeatures(XdpFeatures Xdp, uint ZeroCopyMaxSegments, XdpRxMetadata RxMetadata, XskFeatures Xsk);
