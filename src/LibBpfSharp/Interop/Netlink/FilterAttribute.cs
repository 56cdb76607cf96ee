namespace LibBpfSharp.Interop;

/// <summary>What is told of a filter that is a program.</summary>
[Uapi(Prefix = "TCA_BPF_")]
internal enum FilterAttribute : ushort
{
    Act = 1,
    OpsLen = 4,
    Ops = 5,
    Fd = 6,
    Name = 7,
    Flags = 8,
    Id = 11,
}
