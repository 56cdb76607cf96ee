namespace LibBpfSharp;

/// <summary>
/// Records of what outlives this process in the kernel, in one file for each process. A record is written before the attachment is made,
/// so that nothing is ever attached that a sweep would not find.
/// </summary>
internal static class OwnerRecords
{
    /// <summary>Where the files are. Only the system's owner may write there, since a sweep acts on them.</summary>
    public const string Folder = "/run/libbpfsharp";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const string Unfinished = ".new";

    private static readonly object s_gate = new();
    private static readonly List<OwnerRecord> s_records = [];

    /// <summary>Records an attachment that is about to be made. Where no record can be written, the event source <c>LibBpfSharp</c> tells.</summary>
    public static OwnerRecord Add(RecordedAttachment attachment)
    {
        OwnerRecord record = new(attachment);
        lock (s_gate)
        {
            s_records.Add(record);
            Write();
        }

        return record;
    }

    public static void Remove(OwnerRecord record)
    {
        lock (s_gate)
        {
            if (s_records.Remove(record)) Write();
        }
    }

    /// <summary>The files of all processes, this one's included.</summary>
    public static IEnumerable<(string Path, OwnerIdentity Owner)> Files()
    {
        if (!Directory.Exists(Folder) || !OperatingSystem.IsLinux() || (File.GetUnixFileMode(Folder) & WritableByOthers) != 0) yield break;
        foreach (string path in Directory.GetFiles(Folder))
        {
            string name = Path.GetFileName(path);
            if (name.EndsWith(Unfinished, StringComparison.Ordinal)) name = name[..^Unfinished.Length];
            if (OwnerIdentity.TryParse(name, out OwnerIdentity owner)) yield return (path, owner);
        }
    }

    // The whole file each time, moved into place: a reader never sees half a line, whenever the process dies.
    private static void Write()
    {
        string path = Path.Combine(Folder, OwnerIdentity.Current.ToString());
        try
        {
            if (s_records.Count == 0)
            {
                File.Delete(path);
                return;
            }

            if (OperatingSystem.IsLinux()) Directory.CreateDirectory(Folder, OwnerOnly);
            File.WriteAllLines(path + Unfinished, s_records.Select(record => record.Attachment.ToLine()));
            File.Move(path + Unfinished, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            BpfEventSource.Log.NotRecorded(path, refused.Message);
        }
    }
}
