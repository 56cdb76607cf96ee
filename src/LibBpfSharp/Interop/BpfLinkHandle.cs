using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Holds the descriptor of a BPF link.</summary>
public sealed class BpfLinkHandle : BpfHandle
{
    internal BpfLinkHandle(Kernel kernel)
        : base(kernel)
    {
    }
}
