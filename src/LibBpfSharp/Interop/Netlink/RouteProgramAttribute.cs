namespace LibBpfSharp.Interop;

/// <summary>At which points programs run for a route.</summary>
[Uapi(Prefix = "LWT_BPF_")]
internal enum RouteProgramAttribute : ushort
{
    In = 1,
    Out = 2,
    Xmit = 3,
    XmitHeadroom = 4,
}
