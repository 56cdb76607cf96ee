using System.Globalization;
using System.Runtime;

namespace LibBpfSharp.Benchmarks;

/// <summary>What the process holds once the garbage collector and malloc have taken away what nothing uses.</summary>
/// <param name="Managed">Bytes of managed objects.</param>
/// <param name="Native">Bytes allocated by malloc and not freed, in all its arenas.</param>
/// <param name="Private">Resident bytes of memory that no file backs: managed and native heap, stacks, compiled code.</param>
/// <param name="Resident">All resident bytes, as they were before: with garbage, with freed memory that malloc keeps, with files' pages.</param>
/// <param name="Methods">Methods compiled so far.</param>
/// <param name="Descriptors">Open descriptors.</param>
internal readonly record struct SoakMemory(long Managed, long Native, long Private, long Resident, long Methods, int Descriptors)
{
    public static SoakMemory Measure()
    {
        long resident = Status("VmRSS");
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GCMemoryInfo heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        NativeHeap.Trim();
        int descriptors = Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() - 1;
        return new SoakMemory(heap.HeapSizeBytes - heap.FragmentedBytes, NativeHeap.BytesInUse(), Status("RssAnon") + Status("RssShmem"), resident, JitInfo.GetCompiledMethodCount(), descriptors);
    }

    /// <summary>Bytes, of a line of <c>/proc/self/status</c>.</summary>
    private static long Status(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name + ':', StringComparison.Ordinal));
        return long.Parse(line.AsSpan()[(name.Length + 1)..^"kB".Length], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024;
    }
}
