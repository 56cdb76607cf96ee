using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Holds the descriptor of a BTF object loaded into the kernel.</summary>
public sealed class BtfHandle : BpfHandle
{
    internal BtfHandle(Kernel kernel)
        : base(kernel)
    {
    }
}
