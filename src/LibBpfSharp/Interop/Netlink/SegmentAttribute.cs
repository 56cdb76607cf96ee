namespace LibBpfSharp.Interop;

/// <summary>What is told of a segment that ends here.</summary>
[Uapi(Prefix = "SEG6_LOCAL_")]
internal enum SegmentAttribute : ushort
{
    Action = 1,
    Bpf = 8,
}
