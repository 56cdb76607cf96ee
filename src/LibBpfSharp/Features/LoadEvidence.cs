using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Loads trivial programs to find out why another was refused.</summary>
internal sealed class LoadEvidence(Kernel kernel) : IPermissionEvidence
{
    public ulong? MemoryLimit => MemoryLock.Of(kernel).IsChargedToCgroups ? null : MemoryLock.LimitOf(kernel);

    public bool Loads(BpfProgramType type) => ProbeProgram.Of(type).Load(kernel) == 0;
}
