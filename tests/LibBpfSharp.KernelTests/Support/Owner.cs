using System.Globalization;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>
/// Names what these tests leave in the kernel's trees after the process that made it, so that a later run
/// can remove what a killed run left and never touch what a living one uses.
/// </summary>
internal static class Owner
{
    private const string Prefix = "lbst-";

    private static readonly string s_boot = File.ReadAllText("/proc/sys/kernel/random/boot_id")[..8];
    private static readonly string s_namespace = NamespaceOf("self");
    private static int s_count;

    /// <summary>A name nobody else has: boot, pid namespace, pid, start time and a serial number.</summary>
    public static string NewName()
        => $"{Prefix}{s_boot}-{s_namespace}-{Environment.ProcessId}-{StartTimeOf(Environment.ProcessId)}-{Interlocked.Increment(ref s_count)}";

    /// <summary>Whether <paramref name="name"/> was made by <see cref="NewName"/> in a process that is gone.</summary>
    public static bool IsDead(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (name[Prefix.Length..].Split('-') is not [string boot, string space, string pid, string started, _]) return false;
        if (boot != s_boot) return true;
        return space == s_namespace && StartTimeOf(int.Parse(pid, CultureInfo.InvariantCulture)) != started;
    }

    private static string NamespaceOf(string pid)
        => new FileInfo($"/proc/{pid}/ns/pid").LinkTarget!["pid:[".Length..^1];

    private static string? StartTimeOf(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return null;
        }
    }
}
