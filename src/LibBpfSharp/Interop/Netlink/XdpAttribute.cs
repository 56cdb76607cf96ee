namespace LibBpfSharp.Interop;

/// <summary>What is told of, or asked for, about XDP on an interface.</summary>
[Uapi(Prefix = "IFLA_XDP_")]
internal enum XdpAttribute : ushort
{
    Fd = 1,
    Attached = 2,
    Flags = 3,
    ProgId = 4,
    DrvProgId = 5,
    SkbProgId = 6,
    HwProgId = 7,
    ExpectedFd = 8,
}
