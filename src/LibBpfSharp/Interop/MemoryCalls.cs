namespace LibBpfSharp.Interop;

/// <summary>Memory shared with the kernel.</summary>
internal static class MemoryCalls
{
    private const int ReadProtection = 1; // PROT_READ
    private const int WriteProtection = 2; // PROT_WRITE
    private const int Shared = 1; // MAP_SHARED
    private const int Private = 2; // MAP_PRIVATE

    /// <summary><c>mmap(2)</c>, shared, of a map; <paramref name="offset"/> and <paramref name="length"/> in bytes, the offset on a page.</summary>
    /// <returns>The address, or the negated errno.</returns>
    public static nint MapMemory(this BpfHandle source, nint length, bool writable, nint offset = 0)
    {
        using HandleHold hold = source.Hold();
        int protection = writable ? ReadProtection | WriteProtection : ReadProtection;
        return source.Kernel.Invoke(SystemCall.Mmap, 0, length, protection, Shared, hold.Descriptor, offset);
    }

    /// <summary><c>mmap(2)</c>, private and for reading, of a file; <c>/sys/kernel/btf</c> allows no other (6.16).</summary>
    /// <returns>The address, or the negated errno.</returns>
    public static nint MapFile(this DescriptorHandle file, nint length)
    {
        using HandleHold hold = file.Hold();
        return file.Kernel.Invoke(SystemCall.Mmap, 0, length, ReadProtection, Private, hold.Descriptor, 0);
    }

    /// <summary><c>munmap(2)</c>.</summary>
    public static nint UnmapMemory(this Kernel kernel, nint address, nint length) => kernel.Invoke(SystemCall.Munmap, address, length);
}
