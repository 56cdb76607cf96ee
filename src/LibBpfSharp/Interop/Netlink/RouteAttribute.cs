namespace LibBpfSharp.Interop;

/// <summary>What is told of a route.</summary>
[Uapi(Prefix = "RTA_")]
internal enum RouteAttribute : ushort
{
    Dst = 1,
    Oif = 4,
    Gateway = 5,
    Priority = 6,
    Table = 15,
    EncapType = 21,
    Encap = 22,
}
