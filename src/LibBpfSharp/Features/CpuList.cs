using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>A list of CPU numbers as the kernel writes it: <c>0-3,8</c>.</summary>
internal static class CpuList
{
    /// <summary>The CPUs that are online now.</summary>
    public static IReadOnlyList<int> ReadOnline(Kernel kernel) => Parse(kernel.ReadText("/sys/devices/system/cpu/online", ReadBound.Value));

    public static IReadOnlyList<int> Parse(string list)
    {
        List<int> cpus = [];
        foreach (string range in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int dash = range.IndexOf('-');
            int first = int.Parse(dash < 0 ? range : range[..dash], NumberStyles.None, CultureInfo.InvariantCulture);
            int last = dash < 0 ? first : int.Parse(range[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
            for (int cpu = first; cpu <= last; cpu++) cpus.Add(cpu);
        }

        return cpus;
    }
}
