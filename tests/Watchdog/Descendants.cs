using System.Diagnostics;
using System.Globalization;

namespace LibBpfSharp.Watchdog;

/// <summary>The processes that this one has started: without it they would wait for ever, and keep its output open.</summary>
internal static class Descendants
{
    public static IEnumerable<Process> Children()
    {
        string parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        foreach (Process process in Process.GetProcesses())
        {
            if (ParentOf(process.Id) == parent) yield return process;
        }
    }

    public static void Kill(DateTime since)
    {
        foreach (Process child in Children())
        {
            if (HasStartedSince(child, since)) child.Kill(entireProcessTree: true);
        }
    }

    // The kernel counts starts in hundredths of a second, from a time of boot that .NET rounds.
    private static bool HasStartedSince(Process process, DateTime time)
    {
        try
        {
            return time == DateTime.MinValue || process.StartTime > time.AddSeconds(-1);
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string? ParentOf(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
        }
        catch (IOException)
        {
            return null; // it is gone
        }
    }
}
