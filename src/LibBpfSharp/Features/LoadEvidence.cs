using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Loads trivial programs to find out why another was refused.</summary>
internal sealed class LoadEvidence(Kernel kernel) : IPermissionEvidence
{
    private const uint ChargesToCgroups = 5 << 16 | 11 << 8; // 5.11

    // The probe may have been refused for what is to be explained; the version is then the better witness.
    public ulong? MemoryLimit
        => KernelVersion.CodeOf(kernel) >= ChargesToCgroups || MemoryLock.Of(kernel).IsChargedToCgroups ? null : MemoryLock.LimitOf(kernel);

    public bool Loads(BpfProgramType type) => ProbeProgram.Of(type).Load(kernel) == 0;
}
