namespace LibBpfSharp.Networking;

/// <summary>How frames redirected to a CPU are kept: <c>struct bpf_cpumap_val</c> as the kernel gives it back.</summary>
public readonly record struct BpfCpuTarget
{
    /// <summary>How many frames wait at most, up to 16384.</summary>
    public uint QueueSize { get; init; }

    /// <summary>The program that runs on frames on that CPU (5.9); 0 for none.</summary>
    public uint ProgramId { get; init; }
}
