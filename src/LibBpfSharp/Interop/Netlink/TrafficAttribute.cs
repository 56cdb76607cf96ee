namespace LibBpfSharp.Interop;

/// <summary>What is told of queueing disciplines and filters.</summary>
[Uapi(Prefix = "TCA_")]
internal enum TrafficAttribute : ushort
{
    Kind = 1,
    Options = 2,
}
