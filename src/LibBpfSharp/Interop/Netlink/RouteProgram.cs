namespace LibBpfSharp.Interop;

/// <summary>What is told of one of them.</summary>
[Uapi(Prefix = "LWT_BPF_PROG_")]
internal enum RouteProgram : ushort
{
    Fd = 1,
    Name = 2,
}
