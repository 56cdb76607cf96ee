namespace LibBpfSharp.Interop;

/// <summary>Holds a descriptor that is no BPF object of its own kind: a directory, a cgroup, an iterator, a token, an event.</summary>
internal sealed class DescriptorHandle : BpfHandle
{
    internal DescriptorHandle(Kernel kernel)
        : base(kernel)
    {
    }
}
