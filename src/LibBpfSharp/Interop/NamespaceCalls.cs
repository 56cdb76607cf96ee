namespace LibBpfSharp.Interop;

/// <summary>The calls that namespaces take.</summary>
internal static unsafe class NamespaceCalls
{
    private const int NetworkKind = 0x4000_0000; // CLONE_NEWNET
    private const int OfDescriptor = 0x1000; // AT_EMPTY_PATH
    private const uint InodeWanted = 0x100; // STATX_INO

    /// <summary>Puts the calling thread into a network namespace (<c>setns(2)</c>).</summary>
    public static Errno EnterNetworkNamespace(this DescriptorHandle space)
    {
        using HandleHold hold = space.Hold();
        return space.Kernel.Invoke(SystemCall.Setns, hold.Descriptor, NetworkKind).ToErrno();
    }

    /// <summary>The inode number of what is open (<c>statx(2)</c>, 4.11).</summary>
    public static Errno Inode(this DescriptorHandle file, out ulong inode)
    {
        FileStatus status = default;
        byte empty = 0;
        using HandleHold hold = file.Hold();
        Errno errno = file.Kernel.Invoke(SystemCall.Statx, hold.Descriptor, (nint)(&empty), OfDescriptor, (nint)InodeWanted, (nint)(&status)).ToErrno();
        inode = status.StxIno;
        return errno;
    }
}
