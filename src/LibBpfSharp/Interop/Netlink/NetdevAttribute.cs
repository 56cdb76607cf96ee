namespace LibBpfSharp.Interop;

/// <summary>What the <c>netdev</c> family tells of an interface.</summary>
[Uapi(Prefix = "NETDEV_A_DEV_")]
internal enum NetdevAttribute : ushort
{
    Ifindex = 1,
    XdpFeatures = 3,
    XdpZcMaxSegs = 4,
    XdpRxMetadataFeatures = 5,
    XskFeatures = 6,
}
