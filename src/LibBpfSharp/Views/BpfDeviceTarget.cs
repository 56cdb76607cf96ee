namespace LibBpfSharp.Networking;

/// <summary>Where frames are redirected to: <c>struct bpf_devmap_val</c> as the kernel gives it back.</summary>
public readonly record struct BpfDeviceTarget
{
    /// <summary>The network device, by its index.</summary>
    public BpfInterface Interface { get; init; }

    /// <summary>The program that runs on frames on their way to it (5.8); 0 for none.</summary>
    public uint ProgramId { get; init; }
}
