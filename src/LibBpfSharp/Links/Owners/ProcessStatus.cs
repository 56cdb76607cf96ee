using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>What <c>/proc</c> tells of one process.</summary>
/// <param name="StartTime">When it started, in clock ticks of user space since the boot, without the offset of this process's time namespace.</param>
/// <param name="IsGone">Whether it has ended and only waits to be waited for.</param>
internal readonly record struct ProcessStatus(long StartTime, bool IsGone)
{
    private const int TicksPerSecond = 100; // USER_HZ
    private const int NanosecondsPerTick = 1_000_000_000 / TicksPerSecond;

    // Fields behind the name, which may hold anything: proc_pid_stat(5) counts from 1, the name is the second.
    private const int State = 0;
    private const int ThreadCount = 17;
    private const int Start = 19;

    /// <summary>
    /// Whether <c>/proc</c> shows every process of this one's namespace. It shows another namespace's where it was not mounted anew, and, mounted
    /// with <c>hidepid</c>, not those of others: the first process tells, since it is always there.
    /// </summary>
    public static bool ShowsEveryProcess(Kernel kernel)
        => kernel.ReadLinkIfShown("/proc/self") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) && TryRead(kernel, "1", out _) == Errno.None;

    /// <param name="kernel">The kernel.</param>
    /// <param name="process">The process's number, or <c>self</c>.</param>
    /// <param name="status">What is told of it.</param>
    /// <returns>ENOENT, or ESRCH if it ended meanwhile, where there is no such process.</returns>
    public static Errno TryRead(Kernel kernel, string process, out ProcessStatus status)
    {
        status = default;
        Errno errno = kernel.TryReadText($"/proc/{process}/stat", ReadBound.Value, out string line);
        if (errno != Errno.None) return errno;
        string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');

        // A process whose first thread has ended while others run looks like a zombie, too.
        bool isGone = fields[State] is "Z" or "X" && Number(fields[ThreadCount]) <= 1;
        status = new(Number(fields[Start]) - NamespaceOffset(kernel), isGone);
        return Errno.None;
    }

    /// <summary>The inode number of this process's pid namespace; 0 where it is not told.</summary>
    public static uint ReadPidNamespace(Kernel kernel)
    {
        const string Prefix = "pid:[";
        string? target = kernel.ReadLinkIfShown("/proc/self/ns/pid");
        return target is not null && target.StartsWith(Prefix, StringComparison.Ordinal) && uint.TryParse(target.AsSpan()[Prefix.Length..^1], CultureInfo.InvariantCulture, out uint inode) ? inode : 0;
    }

    private static long NamespaceOffset(Kernel kernel)
    {
        foreach (string line in (kernel.ReadTextIfShown("/proc/self/timens_offsets", ReadBound.Value) ?? "").Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["boottime", string seconds, string nanoseconds])
                return (Number(seconds) * TicksPerSecond) + (Number(nanoseconds) / NanosecondsPerTick);
        }

        return 0;
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
