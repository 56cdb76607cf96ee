using System.Runtime.InteropServices;

namespace LibBpfSharp.TestSupport.Mutation;

/// <summary>Processor time of the calling thread: what other threads and processes do to the machine is not in it.</summary>
internal static partial class ThreadTime
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>What the thread has spent since it began, in its own code and in the kernel on its behalf.</summary>
    internal static TimeSpan Spent()
    {
        int result = ReadClock(ThreadCpuTime, out Timespec time);
        if (result != 0) throw new InvalidOperationException("clock_gettime knows no CLOCK_THREAD_CPUTIME_ID.");
        return new TimeSpan((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
