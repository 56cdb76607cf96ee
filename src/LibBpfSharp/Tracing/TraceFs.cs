using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>The file system of the kernel's tracing: numbers of tracepoints, and probes defined by hand.</summary>
/// <remarks>Source: <c>Documentation/trace/kprobetrace.rst</c>, <c>uprobetracer.rst</c>, <c>events.rst</c>.</remarks>
internal static class TraceFs
{
    private const string ByItself = "/sys/kernel/tracing", BelowDebugFs = "/sys/kernel/debug/tracing";

    /// <summary>Where it is: by itself (4.1), or below debugfs.</summary>
    public static string RootOf(Kernel kernel) => kernel.Facts(static kernel => new Mount(kernel.Shows(ByItself + "/events") || !kernel.Shows(BelowDebugFs) ? ByItself : BelowDebugFs)).Root;

    /// <summary>The number by which <c>perf_event_open(2)</c> knows a tracepoint, or a probe defined here.</summary>
    public static Errno TryReadId(Kernel kernel, string category, string name, out uint id)
    {
        Errno errno = kernel.TryReadText($"{RootOf(kernel)}/events/{category}/{name}/id", ReadBound.Value, out string text);
        return TryParse(text, errno, out id);
    }

    /// <summary>A number the kernel shows as a line of text.</summary>
    public static Errno TryReadNumber(Kernel kernel, string path, out uint number) => TryParse(Text(kernel, path, ReadBound.Value, out Errno errno), errno, out number);

    /// <summary>The names in a category, for suggestions; empty where there is none.</summary>
    public static IEnumerable<string> NamesIn(Kernel kernel, string category)
        => Entries(kernel, $"{RootOf(kernel)}/events/{category}").Where(entry => entry.Kind == FileKind.Directory).Select(entry => entry.Name);

    /// <summary>The names of all tracepoints, without their categories, for suggestions; empty where they are not shown.</summary>
    public static IEnumerable<string> Names(Kernel kernel)
        => Text(kernel, $"{RootOf(kernel)}/available_events", ReadBound.Table, out _).Split('\n').Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]).Where(name => name.Length > 0);

    private static IReadOnlyList<DirectoryEntry> Entries(Kernel kernel, string path) => kernel.TryList(path, out IReadOnlyList<DirectoryEntry> entries) == Errno.None ? entries : [];

    private static string Text(Kernel kernel, string path, int bound, out Errno errno)
    {
        errno = kernel.TryReadText(path, bound, out string text);
        return text;
    }

    private static Errno TryParse(string text, Errno errno, out uint number)
    {
        number = 0;
        if (errno != Errno.None) return errno;
        return uint.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) ? Errno.None : Errno.EINVAL;
    }

    private sealed record Mount(string Root);
}
