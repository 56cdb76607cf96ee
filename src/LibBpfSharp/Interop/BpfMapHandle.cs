using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Holds the descriptor of a BPF map.</summary>
public sealed class BpfMapHandle : BpfHandle
{
    internal BpfMapHandle(Kernel kernel)
        : base(kernel)
    {
    }
}
