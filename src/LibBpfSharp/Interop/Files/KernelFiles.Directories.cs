using System.Buffers;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

internal static unsafe partial class KernelFiles
{
    private const int ListLength = 32 << 10;
    private const int MostEntries = 1 << 22; // as many as there can be processes
    private const int EntryLengthOffset = 16; // struct linux_dirent64: d_ino, d_off, d_reclen, d_type, d_name
    private const int EntryTypeOffset = 18;
    private const int EntryNameOffset = 19;
    private const int TypeShift = 12; // DT_DIR is S_IFDIR >> 12, and so on

    /// <summary>What is in a directory, in no order, without <c>.</c> and <c>..</c>.</summary>
    /// <param name="kernel">Whose directory.</param>
    /// <param name="path">The directory.</param>
    /// <param name="entries">What is in it; empty on failure. EFBIG where that is more than four million.</param>
    public static Errno TryList(this Kernel kernel, string path, out IReadOnlyList<DirectoryEntry> entries)
    {
        entries = [];
        Errno errno = kernel.OpenDirectory(path, out DescriptorHandle directory).ToErrno();
        if (errno != Errno.None) return errno;
        List<DirectoryEntry> found = [];
        using (directory) errno = directory.TryList(found);
        if (errno == Errno.None) entries = [.. found.Select(entry => entry.Kind == FileKind.None ? kernel.Look(path, entry) : entry)];
        return errno;
    }

    /// <summary>What is in a directory, in no order.</summary>
    /// <exception cref="BpfException">It cannot be read.</exception>
    public static IReadOnlyList<DirectoryEntry> List(this Kernel kernel, string path)
    {
        Errno errno = kernel.TryList(path, out IReadOnlyList<DirectoryEntry> entries);
        return errno == Errno.None ? entries : throw FileFailure.OfRead(path, errno);
    }

    private static Errno TryList(this DescriptorHandle directory, List<DirectoryEntry> found)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ListLength);
        try
        {
            nint length;
            while ((length = directory.ReadEntries(buffer)) > 0)
            {
                Parse(buffer.AsSpan(0, (int)length), found);
                if (found.Count > MostEntries) return Errno.EFBIG;
            }

            return length.ToErrno();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Parse(ReadOnlySpan<byte> records, List<DirectoryEntry> found)
    {
        while (records.Length > EntryNameOffset)
        {
            int length = MemoryMarshal.Read<ushort>(records[EntryLengthOffset..]);
            if (length <= EntryNameOffset || length > records.Length) return;
            string name = KernelText.Read(records[EntryNameOffset..length]);
            if (name is not ("." or "..")) found.Add(new(name, (FileKind)(records[EntryTypeOffset] << TypeShift)));
            records = records[length..];
        }
    }

    // Some file systems do not keep in a directory what its names are names of.
    private static DirectoryEntry Look(this Kernel kernel, string path, DirectoryEntry entry)
        => kernel.TryGetStatus(Path.Combine(path, entry.Name), out FileStatus status, followsLink: false) == Errno.None ? entry with { Kind = status.Kind } : entry;
}
