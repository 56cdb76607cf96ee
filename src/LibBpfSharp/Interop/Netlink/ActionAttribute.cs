namespace LibBpfSharp.Interop;

/// <summary>What is told of an action.</summary>
[Uapi(Prefix = "TCA_ACT_")]
internal enum ActionAttribute : ushort
{
    Kind = 1,
    Options = 2,
}
