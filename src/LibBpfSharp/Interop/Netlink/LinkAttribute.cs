namespace LibBpfSharp.Interop;

/// <summary>What is told of a network interface.</summary>
[Uapi(Prefix = "IFLA_")]
internal enum LinkAttribute : ushort
{
    Address = 1,
    Ifname = 3,
    Linkinfo = 18,
    Xdp = 43,
    AltIfname = 53,
}
