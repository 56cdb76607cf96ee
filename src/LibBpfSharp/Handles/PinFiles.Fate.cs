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
        catch (ObjectDisposedException)
        {
            return PinFate.NotTold;
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
        BpfPinKind kind = pinned.PinKind();
        if (found == BpfPinKind.Unknown || kind == BpfPinKind.Unknown) return PinFate.NotTold;
        if (found != kind) return PinFate.Replaced;
        if (IdOf(kind, there) is not { } other || IdOf(kind, pinned) is not { } mine) return PinFate.NotTold;
        return other == mine ? PinFate.Lasts : PinFate.Replaced;
    }

    /// <summary>Removes a pin of what a handle holds, and of nothing else that has come there meanwhile. Where the kernel does not tell, the path is all there is to go by.</summary>
    public static void Unpin(string path, BpfHandle pinned)
    {
        if (FateOf(path, pinned, out BpfPinKind found) == PinFate.Replaced) throw PinFailure.Replaced(path, pinned.PinKind(), found);
        Unpin(path, pinned.Kernel);
    }

    /// <summary>The id of an object, which no other of its kind has while it lives; <c>null</c> where it is not told.</summary>
    private static uint? IdOf(BpfPinKind kind, BpfHandle handle) => kind switch
    {
        BpfPinKind.Map => IdOf(handle, static (in MapInfo info) => info.Id),
        BpfPinKind.Program => IdOf(handle, static (in ProgramInfo info) => info.Id),
        _ => IdOf(handle, static (in LinkInfo info) => info.Id),
    };

    private delegate uint IdIn<T>(in T info);

    private static uint? IdOf<T>(BpfHandle handle, IdIn<T> read)
        where T : unmanaged
    {
        T info = default;
        return handle.ObjectInfo(ref info, out _) < 0 ? null : read(info);
    }
}
