using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>The directories made on the way to a path, so that a failure can take them away again.</summary>
internal readonly struct CreatedDirectories
{
    private const int OwnerOnly = 0b111_000_000;

    private readonly Kernel _kernel;
    private readonly List<string> _paths;

    private CreatedDirectories(Kernel kernel)
    {
        _kernel = kernel;
        _paths = [];
    }

    /// <summary>Makes <paramref name="directory"/> and every missing parent, mode 0700. On failure none of them stays.</summary>
    /// <param name="directory">Absolute.</param>
    /// <param name="kernel">The kernel to ask.</param>
    /// <param name="errno">Why a directory could not be made.</param>
    public static CreatedDirectories Make(string directory, Kernel kernel, out Errno errno)
    {
        CreatedDirectories created = new(kernel);
        errno = created.MakeAll(directory);
        if (errno != Errno.None) created.Remove();
        return created;
    }

    /// <summary>Takes away what was made, the deepest first. What somebody else has put something into stays.</summary>
    public void Remove()
    {
        for (int i = _paths.Count - 1; i >= 0; i--) _kernel.RemoveDirectory(_paths[i]);
        _paths.Clear();
    }

    private Errno MakeAll(string directory)
    {
        Errno errno = _kernel.MakeDirectory(directory, OwnerOnly).ToErrno();
        if (errno == Errno.ENOENT && Path.GetDirectoryName(directory) is { } parent)
        {
            errno = MakeAll(parent);
            if (errno == Errno.None) errno = _kernel.MakeDirectory(directory, OwnerOnly).ToErrno();
        }

        if (errno == Errno.None) _paths.Add(directory);
        return errno == Errno.EEXIST ? Errno.None : errno;
    }
}
