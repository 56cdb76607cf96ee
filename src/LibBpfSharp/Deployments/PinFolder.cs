using LibBpfSharp.Interop;

namespace LibBpfSharp.Deployments;

/// <summary>A folder of nothing but pins.</summary>
internal static class PinFolder
{
    /// <summary>The names of its pins, sorted; none where there is no such folder.</summary>
    /// <exception cref="BpfException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> Names(string folder, Kernel kernel)
    {
        Errno errno = kernel.TryList(folder, out IReadOnlyList<DirectoryEntry> entries);
        if (errno is not (Errno.None or Errno.ENOENT)) throw FileFailure.OfRead(folder, errno);
        return [.. entries.Where(entry => entry.Kind != FileKind.Directory).Select(entry => entry.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>Removes the pins, then the folder. One that is gone already is as good.</summary>
    public static void Remove(string folder, Kernel kernel)
    {
        foreach (string pin in Names(folder, kernel)) Check(kernel.RemoveFile(Path.Combine(folder, pin)), Path.Combine(folder, pin), kernel);
        Check(kernel.RemoveDirectory(folder), folder, kernel);
    }

    private static void Check(nint result, string path, Kernel kernel)
    {
        Errno errno = result.ToErrno();
        if (errno is not (Errno.None or Errno.ENOENT)) throw PinFailure.OfPath(path, errno, command: null, kernel);
    }
}
