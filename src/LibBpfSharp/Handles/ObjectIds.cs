using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>Walks what the kernel holds by id, and opens it by id: descriptors, not objects.</summary>
internal static partial class ObjectIds
{
    private static IEnumerable<uint> Ids(Kernel kernel, BpfCommand command)
    {
        uint id = 0;
        while (true)
        {
            nint result = kernel.NextId(command, ref id);
            if (result == -(nint)Errno.ENOENT) yield break;
            if (result < 0) throw Refused(kernel, $"Ids cannot be walked ({command.ToKernelName()})", result, command);
            yield return id;
        }
    }

    private static THandle Open<THandle>(Kernel kernel, BpfCommand command, string kind, uint id, THandle handle, BpfFileFlags flags = BpfFileFlags.None)
        where THandle : BpfHandle
    {
        nint result = kernel.OpenById(command, id, handle, flags);
        return result >= 0 ? handle : throw Refused(
            kernel, result == -(nint)Errno.ENOENT ? $"There is no {kind} {id}" : $"{kind} {id} cannot be opened by its id", result, command);
    }

    /// <summary>Reads the info of everything a walk finds, leaving out what vanished between the walk and the opening.</summary>
    private static IEnumerable<TInfo> Infos<THandle, TInfo>(
        Kernel kernel, BpfCommand walk, BpfCommand open, string kind, Func<Kernel, THandle> allocate, Func<THandle, TInfo> read)
        where THandle : BpfHandle
    {
        foreach (uint id in Ids(kernel, walk))
        {
            THandle handle = allocate(kernel);
            nint result = kernel.OpenById(open, id, handle);
            if (result is -(nint)Errno.ENOENT or -(nint)Errno.EAGAIN) continue; // EAGAIN: a link still being made
            if (result < 0) throw Refused(kernel, $"{kind} {id} cannot be opened by its id", result, open);
            TInfo info;
            using (handle) info = read(handle);
            yield return info;
        }
    }

    private static BpfException Refused(Kernel kernel, string what, nint result, BpfCommand command)
    {
        Errno errno = (Errno)(-result);
        return errno == Errno.EPERM
            ? PermissionDiagnosis.Explain(kernel, what, errno, RequiredCapabilities.For(command), null)
            : new BpfException($"{what}: {errno.Describe()}.", errno, command);
    }
}
