namespace LibBpfSharp.Interop;

/// <summary>What is told of the program of a segment.</summary>
[Uapi(Prefix = "SEG6_LOCAL_BPF_")]
internal enum SegmentProgram : ushort
{
    Prog = 1,
    ProgName = 2,
}
