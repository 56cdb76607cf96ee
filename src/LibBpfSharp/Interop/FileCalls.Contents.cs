namespace LibBpfSharp.Interop;

internal static unsafe partial class FileCalls
{
    /// <summary><c>read(2)</c>.</summary>
    /// <returns>How many bytes, 0 at the end, or the negated errno.</returns>
    public static nint ReadBytes(this BpfHandle file, Span<byte> buffer)
    {
        using HandleHold hold = file.Hold();
        fixed (byte* pointer = buffer)
            return file.Kernel.Invoke(SystemCall.Read, hold.Descriptor, (nint)pointer, buffer.Length);
    }

    /// <summary><c>read(2)</c>, again if a signal interrupts it.</summary>
    /// <returns>How many bytes, 0 at the end, or the negated errno.</returns>
    public static nint ReadAgain(this DescriptorHandle file, Span<byte> buffer)
    {
        using HandleHold hold = file.Hold();
        fixed (byte* pointer = buffer)
            return file.Kernel.InvokeAgain(SystemCall.Read, hold.Descriptor, (nint)pointer, buffer.Length);
    }

    /// <summary><c>write(2)</c>, again if a signal interrupts it before the first byte.</summary>
    /// <returns>How many bytes, or the negated errno.</returns>
    public static nint WriteAgain(this DescriptorHandle file, ReadOnlySpan<byte> bytes)
    {
        using HandleHold hold = file.Hold();
        fixed (byte* pointer = bytes)
            return file.Kernel.InvokeAgain(SystemCall.Write, hold.Descriptor, (nint)pointer, bytes.Length);
    }

    /// <summary><c>getdents64(2)</c>: the next names of a directory, as records of <c>struct linux_dirent64</c>.</summary>
    /// <returns>How many bytes, 0 at the end, or the negated errno.</returns>
    public static nint ReadEntries(this DescriptorHandle directory, Span<byte> buffer)
    {
        using HandleHold hold = directory.Hold();
        fixed (byte* pointer = buffer)
            return directory.Kernel.InvokeAgain(SystemCall.GetDents64, hold.Descriptor, (nint)pointer, buffer.Length);
    }
}
