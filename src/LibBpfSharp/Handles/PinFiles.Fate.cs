using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

internal static partial class PinFiles
{
    /// <summary>Whether a path is, at this moment, a pin of what a handle holds: of the very same object.</summary>
    /// <param name="path">The path.</param>
    /// <param name="pinned">What was pinned there.</param>
    /// <param name="found">The kind of what is there.</param>
    public static PinFate FateOf(string path, BpfHandle pinned, out BpfPinKind found)
    {
        found = BpfPinKind.Unknown;
        try
        {
            return Look(path, pinned, ref found);
        }
        catch (BpfException)
        {
            return PinFate.NotTold; // also to Dispose, which asks
        }
    }

    private static PinFate Look(string path, BpfHandle pinned, ref BpfPinKind found)
    {
        Kernel kernel = pinned.Kernel;
        using DescriptorHandle there = new(kernel);
        Errno errno = kernel.ObjectGet(path, there).ToErrno();
        if (errno == Errno.ENOENT) return PinFate.Gone;
        if (errno == Errno.EACCES && kernel.ShownKindOf(path) == FileKind.Directory) found = BpfPinKind.Directory;
        if (errno == Errno.None) found = there.PinKind();
        if (found == BpfPinKind.Unknown || Identify(pinned) is not { } mine) return PinFate.NotTold;
        if (mine.Kind != found) return PinFate.Replaced;
        return Identify(there) is not { } other ? PinFate.NotTold : other == mine ? PinFate.Lasts : PinFate.Replaced;
    }

    /// <summary>Removes a pin of what a handle holds, and of nothing else that has come there meanwhile. Where the kernel does not tell, the path is all there is to go by.</summary>
    public static void Unpin(string path, BpfHandle pinned)
    {
        if (FateOf(path, pinned, out BpfPinKind found) == PinFate.Replaced) throw PinFailure.Replaced(path, pinned.PinKind(), found);
        Unpin(path, pinned.Kernel);
    }

    /// <summary>Kind and id of an object, which no other has while it lives; <c>null</c> where they are not told, or the handle is disposed.</summary>
    private static (BpfPinKind Kind, uint Id)? Identify(BpfHandle handle)
    {
        try
        {
            BpfPinKind kind = handle.PinKind();
            (nint result, uint id) = kind switch
            {
                BpfPinKind.Map => IdOf(handle, static (in MapInfo info) => info.Id),
                BpfPinKind.Program => IdOf(handle, static (in ProgramInfo info) => info.Id),
                BpfPinKind.Link => IdOf(handle, static (in LinkInfo info) => info.Id),
                _ => (-1, 0u),
            };
            return result < 0 ? null : (kind, id);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    private delegate uint IdIn<T>(in T info);

    private static (nint Result, uint Id) IdOf<T>(BpfHandle handle, IdIn<T> read)
        where T : unmanaged
    {
        T info = default;
        nint result = handle.ObjectInfo(ref info, out _);
        return (result, read(info));
    }
}
