namespace LibBpfSharp.Networking;

/// <summary>What an interface has of XDP, at one moment. An id is 0 where no program is.</summary>
public sealed record XdpState
{
    internal XdpState()
    {
    }

    /// <summary>Where its programs run.</summary>
    public required XdpAttachedMode Mode { get; init; }

    /// <summary>The id of the program in the driver.</summary>
    public required uint DriverProgramId { get; init; }

    /// <summary>The id of the program in the network stack.</summary>
    public required uint GenericProgramId { get; init; }

    /// <summary>The id of the program on the card.</summary>
    public required uint HardwareProgramId { get; init; }

    /// <summary>What the interface can do; <c>null</c> where the kernel does not tell (before 6.3).</summary>
    public XdpDeviceFeatures? Features { get; init; }

    /// <summary>The ids of all programs there are.</summary>
    public IReadOnlyList<uint> ProgramIds => [.. new[] { DriverProgramId, GenericProgramId, HardwareProgramId }.Where(static id => id != 0)];
}
