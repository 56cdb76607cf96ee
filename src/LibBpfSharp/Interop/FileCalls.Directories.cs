namespace LibBpfSharp.Interop;

internal static unsafe partial class FileCalls
{
    private const int LockExclusive = 2; // LOCK_EX
    private const int LockNonBlocking = 4; // LOCK_NB

    /// <summary><c>symlinkat(2)</c>: makes <paramref name="path"/> lead to <paramref name="target"/>.</summary>
    public static nint MakeSymbolicLink(this Kernel kernel, string target, string path)
    {
        fixed (byte* targetPointer = KernelText.Write(target))
        fixed (byte* pathPointer = KernelText.Write(path))
            return kernel.Invoke(SystemCall.SymlinkAt, (nint)targetPointer, CurrentDirectory, (nint)pathPointer);
    }

    /// <summary><c>renameat2(2)</c>: what stood at <paramref name="to"/> is replaced in the same step.</summary>
    public static nint Rename(this Kernel kernel, string from, string to)
    {
        fixed (byte* fromPointer = KernelText.Write(from))
        fixed (byte* toPointer = KernelText.Write(to))
            return kernel.Invoke(SystemCall.RenameAt2, CurrentDirectory, (nint)fromPointer, CurrentDirectory, (nint)toPointer, 0);
    }

    /// <summary><c>flock(2)</c> of an open file for this descriptor alone, without waiting: EAGAIN if somebody holds it. It ends with the descriptor.</summary>
    public static nint TryLock(this DescriptorHandle file)
    {
        using HandleHold hold = file.Hold();
        return file.Kernel.Invoke(SystemCall.Flock, hold.Descriptor, LockExclusive | LockNonBlocking);
    }
}
