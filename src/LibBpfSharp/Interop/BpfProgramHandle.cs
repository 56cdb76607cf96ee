using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Holds the descriptor of a BPF program.</summary>
public sealed class BpfProgramHandle : BpfHandle
{
    internal BpfProgramHandle(Kernel kernel)
        : base(kernel)
    {
    }
}
