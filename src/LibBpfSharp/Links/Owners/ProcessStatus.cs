using System.Globalization;

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

    /// <summary>The inode number of this process's pid namespace.</summary>
    public static uint PidNamespace { get; } = ReadNamespace();

    /// <summary>
    /// Whether <c>/proc</c> shows every process of this one's namespace. It shows another namespace's where it was not mounted anew, and, mounted
    /// with <c>hidepid</c>, not those of others: the first process tells, since it is always there.
    /// </summary>
    public static bool ShowsEveryProcess => new FileInfo("/proc/self").LinkTarget == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) && TryRead("1") is not null;

    /// <param name="process">The process's number, or <c>self</c>.</param>
    /// <returns><c>null</c> where there is no such process, or it is hidden.</returns>
    public static ProcessStatus? TryRead(string process)
    {
        try
        {
            string line = File.ReadAllText($"/proc/{process}/stat");
            string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');

            // A process whose first thread has ended while others run looks like a zombie, too.
            bool isGone = fields[State] is "Z" or "X" && Number(fields[ThreadCount]) <= 1;
            return new(Number(fields[Start]) - NamespaceOffset(), isGone);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null; // ESRCH while reading comes as one, too
        }
    }

    private static long NamespaceOffset()
    {
        const string File = "/proc/self/timens_offsets";
        if (!System.IO.File.Exists(File)) return 0;
        foreach (string line in System.IO.File.ReadLines(File))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["boottime", string seconds, string nanoseconds])
                return (Number(seconds) * TicksPerSecond) + (Number(nanoseconds) / NanosecondsPerTick);
        }

        return 0;
    }

    private static uint ReadNamespace()
    {
        const string Prefix = "pid:[";
        string? target = new FileInfo("/proc/self/ns/pid").LinkTarget;
        return target is not null && target.StartsWith(Prefix, StringComparison.Ordinal) && uint.TryParse(target.AsSpan()[Prefix.Length..^1], CultureInfo.InvariantCulture, out uint inode) ? inode : 0;
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
