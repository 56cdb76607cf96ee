namespace LibBpfSharp.Interop;

/// <summary>Memory shared with the kernel.</summary>
internal static class MemoryCalls
{
    private const int ReadProtection = 1; // PROT_READ
    private const int WriteProtection = 2; // PROT_WRITE
    private const int Shared = 1; // MAP_SHARED
    private const int Private = 2; // MAP_PRIVATE
    private const int GetStatusFlags = 3; // F_GETFL
    private const int AccessMode = 3; // O_ACCMODE
    private const int FixedNoReplace = 0x10_0000; // MAP_FIXED_NOREPLACE (4.17)

    /// <summary><c>mmap(2)</c>, shared, of what a map or event shows from <paramref name="offset"/> on; at an address of its own where one is given, which must be free.</summary>
    /// <returns>The address, or the negated errno; EEXIST where something else is at <paramref name="address"/>.</returns>
    public static nint MapMemory(this BpfHandle source, nint length, bool writable, nint address = 0, nint offset = 0)
    {
        using HandleHold hold = source.Hold();
        int protection = writable ? ReadProtection | WriteProtection : ReadProtection;
        return source.Kernel.Invoke(SystemCall.Mmap, address, length, protection, address == 0 ? Shared : Shared | FixedNoReplace, hold.Descriptor, offset);
    }

    /// <summary>
    /// Whether a refusal to map memory comes of a map that was opened for reading or for writing alone. The kernel takes what is not open for writing as no shared mapping (<c>do_mmap()</c>),
    /// and a map no other (<c>bpf_map_mmap()</c>): it answers EINVAL where writing is not even asked for.
    /// </summary>
    public static bool IsOpenedOneWay(this BpfHandle map, Errno refused)
    {
        if (refused == Errno.EACCES) return true;
        using HandleHold hold = map.Hold();
        nint flags = map.Kernel.Invoke(SystemCall.Fcntl, hold.Descriptor, GetStatusFlags);
        return refused == Errno.EINVAL && flags >= 0 && (flags & AccessMode) != FileCalls.ReadWrite;
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
