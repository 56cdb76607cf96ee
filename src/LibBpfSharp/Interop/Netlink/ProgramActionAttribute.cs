namespace LibBpfSharp.Interop;

/// <summary>What is told of an action that is a program.</summary>
[Uapi(Prefix = "TCA_ACT_BPF_")]
internal enum ProgramActionAttribute : ushort
{
    Parms = 2,
    Fd = 5,
    Name = 6,
    Id = 9,
}
