using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>The two kinds of probes: where the kernel shows how to open them as events, and where it takes definitions of them.</summary>
/// <param name="Name">The name of the kernel's event source.</param>
/// <param name="Since">The kernel that first had definitions.</param>
internal sealed record ProbeKind(string Name, Version Since)
{
    public static ProbeKind Kernel { get; } = new("kprobe", new Version(4, 1));

    public static ProbeKind User { get; } = new("uprobe", new Version(4, 3));

    /// <summary>The file of definitions.</summary>
    public string DefinitionsOf(Kernel kernel) => $"{TraceFs.RootOf(kernel)}/{Name}_events";

    /// <summary>The file that is there if events of this kind take a counter's offset (4.20).</summary>
    public string CounterFormat => Source + "/format/ref_ctr_offset";

    private string Source => $"/sys/bus/event_source/devices/{Name}";

    /// <summary>Type and configuration of the event that is such a probe (4.17).</summary>
    /// <returns>ENOENT on a kernel without.</returns>
    public Errno TryReadEvent(Kernel kernel, bool isReturn, out uint type, out ulong config)
    {
        config = 0;
        Errno errno = TraceFs.TryReadNumber(kernel, Source + "/type", out type);
        if (errno != Errno.None || !isReturn) return errno;

        // "config:0": the bit that tells a return probe.
        const string Prefix = "config:";
        errno = kernel.TryReadText(Source + "/format/retprobe", ReadBound.Value, out string format);
        if (errno != Errno.None) return errno;
        ReadOnlySpan<char> bit = format.AsSpan().Trim();
        if (!bit.StartsWith(Prefix, StringComparison.Ordinal)) return Errno.EINVAL;
        if (!int.TryParse(bit[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 63) return Errno.EINVAL;
        config = 1UL << number;
        return Errno.None;
    }
}
