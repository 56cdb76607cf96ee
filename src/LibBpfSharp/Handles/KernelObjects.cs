using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>
/// The programs, maps, links and BTF objects this kernel holds, whoever made them: walked by id and opened by id, both of which take
/// CAP_SYS_ADMIN (BTF: CAP_BPF to open).
/// </summary>
/// <remarks>
/// Ids come in ascending order. What is made during a walk may be missing; what vanishes during a walk is left out.
/// Source: the <c>*_GET_NEXT_ID</c> and <c>*_GET_FD_BY_ID</c> commands in <c>kernel/bpf/syscall.c</c>.
/// </remarks>
public static partial class KernelObjects
{
    private static IEnumerable<uint> Ids(Kernel kernel, BpfCommand command)
    {
        uint id = 0;
        while (true)
        {
            nint result = kernel.NextId(command, ref id);
            if (result == -(nint)Errno.ENOENT) yield break;
            if (result < 0) throw Refused($"Ids cannot be walked ({command.ToKernelName()})", result, command);
            yield return id;
        }
    }

    private static THandle Open<THandle>(Kernel kernel, BpfCommand command, string kind, uint id, THandle handle, BpfFileFlags flags = BpfFileFlags.None)
        where THandle : BpfHandle
    {
        nint result = kernel.OpenById(command, id, handle, flags);
        return result >= 0 ? handle : throw Refused(
            result == -(nint)Errno.ENOENT ? $"There is no {kind} {id}" : $"{kind} {id} cannot be opened by its id", result, command);
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
            if (result < 0) throw Refused($"{kind} {id} cannot be opened by its id", result, open);
            TInfo info;
            using (handle) info = read(handle);
            yield return info;
        }
    }

    private static BpfException Refused(string what, nint result, BpfCommand command)
    {
        Errno errno = (Errno)(-result);
        return errno == Errno.EPERM
            ? new BpfPermissionException($"{what}: that takes CAP_SYS_ADMIN.", errno, BpfPermissionReason.MissingCapability, "CAP_SYS_ADMIN", command)
            : new BpfException($"{what}: {errno.Describe()}.", errno, command);
    }
}
