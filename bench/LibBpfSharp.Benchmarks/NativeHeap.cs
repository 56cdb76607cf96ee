using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Benchmarks;

/// <summary>glibc's malloc, whose arenas keep what was freed: as much as their threads ever needed at a time.</summary>
internal static partial class NativeHeap
{
    /// <summary>Gives free pages of all arenas back to the kernel.</summary>
    public static void Trim() => _ = TrimArenas(0);

    /// <summary>Bytes allocated and not freed, in all arenas and in mappings of their own (glibc 2.33).</summary>
    public static long BytesInUse()
    {
        Information all = Inform();
        return (long)(all[4] + all[7]); // hblkhd, uordblks
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimArenas(nuint pad);

    [LibraryImport("libc", EntryPoint = "mallinfo2")]
    private static partial Information Inform();

    /// <summary><c>struct mallinfo2</c>.</summary>
    [InlineArray(10)]
    private struct Information
    {
        private nuint _first;
    }
}
