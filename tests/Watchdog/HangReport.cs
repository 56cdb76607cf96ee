using System.Diagnostics;

namespace LibBpfSharp.Watchdog;

/// <summary>What can be seen from within of a process that hangs: where in the kernel each of its threads is, and the processes it waits for.</summary>
internal static class HangReport
{
    public static void Write(TextWriter writer, string complaint)
    {
        writer.WriteLine($"\n{complaint} The threads of this process ({Environment.ProcessId}):");
        foreach (string thread in Directory.EnumerateDirectories("/proc/self/task")) WriteThread(writer, thread);
        foreach (Process child in Descendants.Children())
            writer.WriteLine($"  process {child.Id}: {Read($"/proc/{child.Id}/cmdline").Replace('\0', ' ')}");
        writer.Flush();
    }

    private static void WriteThread(TextWriter writer, string thread)
    {
        string state = Read($"{thread}/status").Split('\n').FirstOrDefault(line => line.StartsWith("State:", StringComparison.Ordinal))?[6..].Trim() ?? "gone";
        writer.WriteLine($"  {Path.GetFileName(thread)} {Read($"{thread}/comm")}: {state}, system call {Read($"{thread}/syscall").Split(' ')[0]}, in {Read($"{thread}/wchan")}");
        foreach (string frame in Read($"{thread}/stack").Split('\n', StringSplitOptions.RemoveEmptyEntries)) writer.WriteLine($"      {frame}");
    }

    /// <summary>A file of the kernel's, or why it cannot be read: the thread may be gone, and some files are the administrator's.</summary>
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return $"({refusal.GetType().Name})";
        }
    }
}
