namespace LibBpfSharp.Networking;

/// <summary>What an interface has of XDP, at one moment. An id is 0 where no program is.</summary>
/// <param name="Mode">Where its programs run.</param>
/// <param name="DriverProgramId">The id of the program in the driver.</param>
/// <param name="GenericProgramId">The id of the program in the network stack.</param>
/// <param name="HardwareProgramId">The id of the program on the card.</param>
/// <param name="Features">What the interface can do; <c>null</c> where the kernel does not tell (before 6.3).</param>
public sealed record XdpState(XdpAttachedMode Mode, uint DriverProgramId, uint GenericProgramId, uint HardwareProgramId, XdpDeviceFeatures? Features)
{
    /// <summary>The ids of all programs there are.</summary>
    public IReadOnlyList<uint> ProgramIds => [.. new[] { DriverProgramId, GenericProgramId, HardwareProgramId }.Where(static id => id != 0)];
}
