using LibBpfSharp.Interop;

namespace LibBpfSharp;

public static partial class KernelObjects
{
    /// <summary>Asks which program is attached through a descriptor of a process (<c>BPF_TASK_FD_QUERY</c>, 4.18).</summary>
    /// <param name="processId">The process.</param>
    /// <param name="descriptor">The number of its descriptor.</param>
    /// <returns><c>null</c> if the descriptor is no perf event and no raw tracepoint with a program.</returns>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such process (ESRCH, ENOENT) or descriptor (EBADF).</exception>
    public static BpfTaskDescriptor? QueryTask(int processId, int descriptor) => QueryTask(Kernel.Running, processId, descriptor);

    internal static unsafe BpfTaskDescriptor? QueryTask(Kernel kernel, int processId, int descriptor)
    {
        const int LongestPath = 4096;
        byte* name = stackalloc byte[LongestPath];
        name[0] = 0;
        TaskFdQueryAttr attributes = new() { Pid = processId, Fd = descriptor, Buf = (ulong)name, BufLen = LongestPath };
        nint result = kernel.Bpf(BpfCommand.TaskFdQuery, ref attributes);
        if (result is -(nint)Errno.EOPNOTSUPP or -(nint)Errno.ENOTSUPP) return null;
        if (result < 0) throw Refused($"Descriptor {descriptor} of process {processId} cannot be asked about", result, BpfCommand.TaskFdQuery);
        return new()
        {
            ProgramId = attributes.ProgId,
            Type = attributes.FdType,
            Name = KernelText.Read(new(name, LongestPath)),
            Offset = attributes.ProbeOffset,
            Address = attributes.ProbeAddr,
        };
    }
}
