using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// Records of what outlives this process in the kernel, in one file for each process. A record is written before the attachment is made,
/// so that nothing is ever attached that a sweep would not find.
/// </summary>
internal static class OwnerRecords
{
    /// <summary>Where the files are. Only the system's owner may write there, since a sweep acts on them.</summary>
    public const string Folder = "/run/libbpfsharp";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const string Unfinished = ".new";

    private static readonly object s_gate = new();
    private static readonly List<OwnerRecord> s_records = [];

    /// <summary>Records an attachment that is about to be made. Where no record can be written, the event source <c>LibBpfSharp</c> tells.</summary>
    public static OwnerRecord Add(Kernel kernel, RecordedAttachment attachment)
    {
        OwnerRecord record = new(kernel, attachment);
        lock (s_gate)
        {
            s_records.Add(record);
            Write(kernel);
        }

        return record;
    }

    public static void Remove(OwnerRecord record)
    {
        lock (s_gate)
        {
            if (s_records.Remove(record)) Write(record.Kernel);
        }
    }

    /// <summary>The files of all processes, this one's included.</summary>
    /// <exception cref="BpfException">The folder cannot be read.</exception>
    public static IEnumerable<(string Path, OwnerIdentity Owner)> Files(Kernel kernel)
    {
        Errno errno = kernel.TryGetStatus(Folder, out FileStatus folder);
        if (errno is Errno.ENOENT or Errno.ENOTDIR) yield break;
        if (errno != Errno.None) throw FileFailure.OfRead(Folder, errno);
        if (folder.Kind != FileKind.Directory || (folder.Permissions & WritableByOthers) != 0) yield break;
        foreach (DirectoryEntry file in kernel.List(Folder).Where(entry => entry.Kind == FileKind.Regular))
        {
            string name = file.Name.EndsWith(Unfinished, StringComparison.Ordinal) ? file.Name[..^Unfinished.Length] : file.Name;
            if (OwnerIdentity.TryParse(name, out OwnerIdentity owner)) yield return (Path.Combine(Folder, file.Name), owner);
        }
    }

    // The whole file each time, moved into place: a reader never sees half a line, whenever the process dies.
    private static void Write(Kernel kernel)
    {
        try
        {
            string path = Path.Combine(Folder, OwnerIdentity.OfThis(kernel).ToString());
            Errno errno = s_records.Count == 0 ? kernel.RemoveFile(path).ToErrno() : TryWrite(kernel, path);
            if (errno is not (Errno.None or Errno.ENOENT)) BpfEventSource.Log.NotRecorded(path, errno.Describe());
        }
        catch (BpfException nameless)
        {
            BpfEventSource.Log.NotRecorded(Folder, nameless.Message);
        }
    }

    private static Errno TryWrite(Kernel kernel, string path)
    {
        Errno errno = kernel.MakeDirectory(Folder, (int)(OwnerOnly | UnixFileMode.UserExecute)).ToErrno();
        if (errno is not (Errno.None or Errno.EEXIST)) return errno;
        errno = kernel.TryWriteText(path + Unfinished, string.Concat(s_records.Select(record => record.Attachment.ToLine() + '\n')), OwnerOnly);
        if (errno == Errno.None) errno = kernel.Rename(path + Unfinished, path).ToErrno();
        if (errno != Errno.None) kernel.RemoveFile(path + Unfinished);
        return errno;
    }
}
