using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

internal static partial class PinFiles
{
    public static BpfMapHandle OpenMap(string path, BpfFileFlags flags, Kernel kernel) => Open(path, flags, BpfPinKind.Map, new BpfMapHandle(kernel));

    public static BpfProgramHandle OpenProgram(string path, Kernel kernel) => Open(path, BpfFileFlags.None, BpfPinKind.Program, new BpfProgramHandle(kernel));

    public static BpfLinkHandle OpenLink(string path, Kernel kernel) => Open(path, BpfFileFlags.None, BpfPinKind.Link, new BpfLinkHandle(kernel));

    /// <summary>What stands at a path; <see cref="BpfPinKind.Unknown"/> where nothing does, or nothing that can be opened.</summary>
    public static BpfPinKind KindOf(string path, Kernel kernel)
    {
        if (kernel.ShownKindOf(path) == FileKind.Directory) return BpfPinKind.Directory;
        using DescriptorHandle handle = new(kernel);
        return kernel.ObjectGet(path, handle) < 0 ? BpfPinKind.Unknown : handle.PinKind();
    }

    /// <summary>The names of the pins in a directory of a BPF file system, sorted. One with a dot is the kernel's own (<c>maps.debug</c>).</summary>
    public static IReadOnlyList<string> NamesIn(string directory, Kernel kernel)
    {
        Errno errno = kernel.TryList(directory, out IReadOnlyList<DirectoryEntry> entries);
        if (errno is Errno.None or Errno.ENOTDIR) RequireBpfFs(directory, command: null, kernel);
        if (errno == Errno.ENOTDIR) throw PinFailure.OtherKind(directory, BpfPinKind.Directory, KindOf(directory, kernel));
        if (errno != Errno.None) throw PinFailure.OfPath(directory, errno, command: null, kernel);
        return [.. entries.Where(entry => entry.Kind == FileKind.Regular && !entry.Name.Contains('.', StringComparison.Ordinal)).Select(entry => entry.Name).Order(StringComparer.Ordinal)];
    }

    private static T Open<T>(string path, BpfFileFlags flags, BpfPinKind kind, T handle)
        where T : BpfHandle
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.GetFullPath(path);
        try
        {
            Errno errno = handle.Kernel.ObjectGet(path, handle, flags).ToErrno();
            if (errno != Errno.None) throw PinFailure.OfOpen(path, errno, handle.Kernel);
            BpfPinKind found = handle.PinKind();
            return found == kind ? handle : throw PinFailure.OtherKind(path, kind, found);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }
}
