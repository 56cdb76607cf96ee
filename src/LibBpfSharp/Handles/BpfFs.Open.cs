using LibBpfSharp.Interop;

namespace LibBpfSharp;

public static partial class BpfFs
{
    /// <summary>Opens a pinned map.</summary>
    /// <param name="path">The pin.</param>
    /// <param name="flags"><see cref="BpfFileFlags.Rdonly"/> or <see cref="BpfFileFlags.Wronly"/> for a descriptor that only reads or writes elements.</param>
    /// <inheritdoc cref="OpenProgram(string)" path="/exception"/>
    public static BpfMapHandle OpenMap(string path, BpfFileFlags flags = BpfFileFlags.None) => OpenMap(path, flags, Kernel.Running);

    /// <summary>Opens a pinned program.</summary>
    /// <param name="path">The pin.</param>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>, <see cref="BpfPinError.NotBpfFs"/>, or <see cref="BpfPinError.OtherKind"/>: something else is pinned there.</exception>
    /// <exception cref="BpfPermissionException">The file's mode does not allow it.</exception>
    public static BpfProgramHandle OpenProgram(string path) => OpenProgram(path, Kernel.Running);

    /// <summary>Opens a pinned link; <see cref="BpfLink.OpenPinned(string)"/> gives it as an object of its kind.</summary>
    /// <param name="path">The pin.</param>
    /// <inheritdoc cref="OpenProgram(string)" path="/exception"/>
    public static BpfLinkHandle OpenLink(string path) => OpenLink(path, Kernel.Running);

    /// <summary>What stands at a path. <see cref="BpfPinKind.Unknown"/> where nothing does, or nothing that can be opened.</summary>
    /// <exception cref="BpfException">Looking failed.</exception>
    public static BpfPinKind KindOf(string path) => KindOf(Path.GetFullPath(path), Kernel.Running);

    internal static BpfMapHandle OpenMap(string path, BpfFileFlags flags, Kernel kernel) => Open(path, flags, BpfPinKind.Map, new BpfMapHandle(kernel));

    internal static BpfProgramHandle OpenProgram(string path, Kernel kernel) => Open(path, BpfFileFlags.None, BpfPinKind.Program, new BpfProgramHandle(kernel));

    internal static BpfLinkHandle OpenLink(string path, Kernel kernel) => Open(path, BpfFileFlags.None, BpfPinKind.Link, new BpfLinkHandle(kernel));

    internal static BpfPinKind KindOf(string path, Kernel kernel)
    {
        if (kernel.ShownKindOf(path) == FileKind.Directory) return BpfPinKind.Directory;
        using DescriptorHandle handle = new(kernel);
        return kernel.ObjectGet(path, handle) < 0 ? BpfPinKind.Unknown : handle.PinKind();
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
