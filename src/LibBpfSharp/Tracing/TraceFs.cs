using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>The file system of the kernel's tracing: numbers of tracepoints, and probes defined by hand.</summary>
/// <remarks>Source: <c>Documentation/trace/kprobetrace.rst</c>, <c>uprobetracer.rst</c>, <c>events.rst</c>.</remarks>
internal static class TraceFs
{
    /// <summary>Where it is: by itself (4.1), or below debugfs.</summary>
    public static string Root { get; } = Directory.Exists("/sys/kernel/tracing/events") || !Directory.Exists("/sys/kernel/debug/tracing")
        ? "/sys/kernel/tracing"
        : "/sys/kernel/debug/tracing";

    /// <summary>The number by which <c>perf_event_open(2)</c> knows a tracepoint, or a probe defined here.</summary>
    public static Errno TryReadId(Kernel kernel, string category, string name, out uint id)
    {
        Errno errno = kernel.TryReadText($"{Root}/events/{category}/{name}/id", out string text);
        return TryParse(text, errno, out id);
    }

    /// <summary>A number the kernel shows as a line of text.</summary>
    public static Errno TryReadNumber(Kernel kernel, string path, out uint number) => TryParse(Text(kernel, path, out Errno errno), errno, out number);

    /// <summary>The names in a category, for suggestions; empty where there is none.</summary>
    public static IEnumerable<string> NamesIn(string category)
    {
        string folder = $"{Root}/events/{category}";
        return Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)) : [];
    }

    /// <summary>The names of all tracepoints, without their categories, for suggestions; empty where they are not shown.</summary>
    public static IEnumerable<string> Names(Kernel kernel)
        => Text(kernel, $"{Root}/available_events", out _).Split('\n').Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]).Where(name => name.Length > 0);

    private static string Text(Kernel kernel, string path, out Errno errno)
    {
        errno = kernel.TryReadText(path, out string text);
        return text;
    }

    private static Errno TryParse(string text, Errno errno, out uint number)
    {
        number = 0;
        if (errno != Errno.None) return errno;
        return uint.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) ? Errno.None : Errno.EINVAL;
    }
}
