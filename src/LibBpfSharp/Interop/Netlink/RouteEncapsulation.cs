namespace LibBpfSharp.Interop;

/// <summary>What is done with the packets of a route.</summary>
[Uapi(Prefix = "LWTUNNEL_ENCAP_")]
internal enum RouteEncapsulation : ushort
{
    Bpf = 6,
    [UapiName("LWTUNNEL_ENCAP_SEG6_LOCAL")]
    Seg6Local = 7,
}
