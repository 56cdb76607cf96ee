using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Words what the kernel answered to calls on pins.</summary>
internal static class PinFailure
{
    public static BpfException OfPin(string path, Errno errno, Kernel kernel)
    {
        if (errno != Errno.EEXIST) return OfPath(path, errno, BpfCommand.ObjPin, kernel);

        BpfPinKind found = PinFiles.KindOf(path, kernel);
        return new BpfPinException(
            $"'{path}' cannot be made: {Describe(found)} is there already. Open it, remove it, or take another name.",
            BpfPinError.AlreadyExists, path, errno, BpfCommand.ObjPin)
        { Found = found };
    }

    public static BpfException OfUnpin(string path, Errno errno, Kernel kernel)
        => errno == Errno.EISDIR ? OtherKind(path, BpfPinKind.Unknown, BpfPinKind.Directory) : OfPath(path, errno, command: null, kernel);

    public static BpfException OfOpen(string path, Errno errno, Kernel kernel)
    {
        if (errno is not (Errno.EACCES or Errno.EINVAL)) return OfPath(path, errno, BpfCommand.ObjGet, kernel);

        // Where a directory on the way may not be searched, it is not known which file system the path is in.
        bool elsewhere = kernel.FileSystemMagic(path, out uint magic) == 0 && magic != FileSystemMagic.Bpf;
        if (elsewhere) return NotBpfFs(path, BpfCommand.ObjGet, kernel);
        bool isDirectory = errno == Errno.EACCES && kernel.TryGetStatus(path, out FileStatus status) == Errno.None && status.Kind == FileKind.Directory;
        return isDirectory ? OtherKind(path, BpfPinKind.Unknown, BpfPinKind.Directory) : OfPath(path, errno, BpfCommand.ObjGet, kernel);
    }

    public static BpfPinException OtherKind(string path, BpfPinKind wanted, BpfPinKind found)
    {
        string expected = wanted == BpfPinKind.Unknown ? "a pin" : Describe(wanted);
        return new($"'{path}' is not {expected}: {Describe(found)} is there.", BpfPinError.OtherKind, path) { Found = found };
    }

    /// <summary>Something else is where an object was pinned.</summary>
    public static BpfPinException Replaced(string path, BpfPinKind pinned, BpfPinKind found)
        => found != pinned ? OtherKind(path, pinned, found)
            : new($"At '{path}' is {Describe(found)}, but not the one that was pinned there: somebody else replaced it. It stays.", BpfPinError.OtherObject, path) { Found = found };

    public static BpfPinException NotBpfFs(string path, BpfCommand? command, Kernel kernel)
    {
        IReadOnlyList<string> mounts = Mounts(kernel);
        string hint = mounts.Count > 0
            ? $"One is mounted at {string.Join(", ", mounts.Select(mount => $"'{mount}'"))}."
            : $"None is mounted: BpfFs.EnsureMounted() or 'mount -t bpf bpf {PinFiles.DefaultPath}' mounts one.";
        return new($"'{path}' is not in a BPF file system, which alone can hold pins. {hint}", BpfPinError.NotBpfFs, path, command: command);
    }

    public static BpfException OfPath(string path, Errno errno, BpfCommand? command, Kernel kernel) => errno switch
    {
        Errno.ENOENT => new BpfPinException($"Nothing is pinned at '{path}'.", BpfPinError.NotFound, path, errno, command),
        Errno.EPERM when HasReservedName(path, kernel) => new BpfPinException(
            $"The kernel refuses '{path}': names with a dot are reserved in a BPF file system. Use another character, as '_'.", BpfPinError.ReservedName, path, errno, command),
        Errno.EPERM or Errno.EACCES => PermissionDiagnosis.Explain(
            kernel, $"'{path}' may not be used by this process", errno, command is { } asked ? RequiredCapabilities.For(asked) : RequiredCapabilities.ForPinFile, path),
        _ => new BpfPinException($"'{path}' cannot be used: {errno.Describe()}.", BpfPinError.Unknown, path, errno, command),
    };

    private static bool HasReservedName(string path, Kernel kernel)
    {
        string? mount = Mounts(kernel).Where(mount => path.StartsWith(mount + '/', StringComparison.Ordinal)).MaxBy(mount => mount.Length);
        return mount is not null && path.AsSpan(mount.Length).Contains('.');
    }

    // What cannot be read is not told, but the failure that is worded here.
    private static IReadOnlyList<string> Mounts(Kernel kernel)
        => MountTable.TryRead(kernel, out IReadOnlyList<MountEntry> mounts) == Errno.None ? PinFiles.MountPointsOf(mounts, kernel) : [];

    private static string Describe(BpfPinKind kind) => kind switch
    {
        BpfPinKind.Directory => "a directory",
        BpfPinKind.Map => "a pinned map",
        BpfPinKind.Program => "a pinned program",
        BpfPinKind.Link => "a pinned link",
        _ => "something this process cannot open",
    };
}
