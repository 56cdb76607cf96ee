namespace LibBpfSharp.TestSupport.Hooks;

/// <summary>The records of one kernel: a file that begins with the kernel's release, then a line for each kind of section.</summary>
/// <param name="Release">The kernel's release, as it gives it itself.</param>
/// <param name="Records">In the order of the table of sections.</param>
public sealed record HookRecords(string Release, IReadOnlyList<HookRecord> Records)
{
    private const string ReleasePrefix = "# ";

    /// <summary>Writes the file.</summary>
    public void Write(string path) => File.WriteAllLines(path, [ReleasePrefix + Release, .. Records.Select(record => record.ToString())]);

    /// <summary>Reads a file.</summary>
    public static HookRecords Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        return new HookRecords(lines[0][ReleasePrefix.Length..], [.. lines.Skip(1).Select(HookRecord.Parse)]);
    }
}
