using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

internal static partial class ObjectIds
{
    public static unsafe BpfTaskDescriptor? QueryTask(Kernel kernel, int processId, int descriptor)
    {
        const int LongestPath = 4096;
        byte* name = stackalloc byte[LongestPath];
        name[0] = 0;
        TaskFdQueryAttr attributes = new() { Pid = processId, Fd = descriptor, Buf = (ulong)name, BufLen = LongestPath };
        nint result = kernel.Bpf(BpfCommand.TaskFdQuery, ref attributes);
        if (result is -(nint)Errno.EOPNOTSUPP or -(nint)Errno.ENOTSUPP) return null;
        if (result < 0) throw Refused(kernel, $"Descriptor {descriptor} of process {processId} cannot be asked about", result, BpfCommand.TaskFdQuery);
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
