namespace LibBpfSharp.Interop;

/// <summary>The calls that namespaces take.</summary>
internal static class NamespaceCalls
{
    private const int NetworkKind = 0x4000_0000; // CLONE_NEWNET

    /// <summary>Puts the calling thread into a network namespace (<c>setns(2)</c>).</summary>
    public static Errno EnterNetworkNamespace(this DescriptorHandle space)
    {
        using HandleHold hold = space.Hold();
        return space.Kernel.Invoke(SystemCall.Setns, hold.Descriptor, NetworkKind).ToErrno();
    }
}
