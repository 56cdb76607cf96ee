namespace LibBpfSharp.Interop;

internal static unsafe partial class BpfCalls
{
    /// <summary><c>BPF_PROG_ATTACH</c> (4.10). The caller holds the handles whose descriptors the attributes name.</summary>
    public static nint ProgramAttach(this Kernel kernel, ref ProgramAttachAttr attributes)
        => BpfActivities.StartAttach("prog_attach", attributes.AttachType).End(kernel.Bpf(BpfCommand.ProgAttach, ref attributes));

    /// <summary><c>BPF_PROG_DETACH</c> (4.10). The caller holds the handles whose descriptors the attributes name.</summary>
    public static nint ProgramDetach(this Kernel kernel, ref ProgramAttachAttr attributes) => kernel.Bpf(BpfCommand.ProgDetach, ref attributes);

    /// <summary><c>BPF_PROG_QUERY</c> (4.15); ENOSPC with the true count where the arrays are too small.</summary>
    public static nint ProgramQuery(this Kernel kernel, ref ProgramQueryAttr attributes) => kernel.Bpf(BpfCommand.ProgQuery, ref attributes);

    /// <summary><c>BPF_RAW_TRACEPOINT_OPEN</c> (4.17; BTF-based programs 5.5, cookie 6.10); an empty <paramref name="name"/> takes the target the program was loaded for.</summary>
    public static nint RawTracepointOpen(this BpfProgramHandle program, string name, ulong cookie, out BpfLinkHandle link)
    {
        using HandleHold hold = program.Hold();
        link = new BpfLinkHandle(program.Kernel);
        fixed (byte* pointer = name.Length == 0 ? null : KernelText.Write(name))
        {
            RawTracepointAttr attributes = new() { Name = (ulong)pointer, ProgFd = hold.Descriptor, Cookie = cookie };
            return BpfActivities.StartAttach("raw_tracepoint_open").End(program.Kernel.BpfOpen(BpfCommand.RawTracepointOpen, ref attributes, link));
        }
    }

    /// <summary><c>BPF_TASK_FD_QUERY</c> (4.18): what a descriptor of a process probes; the name goes to <paramref name="name"/>.</summary>
    public static nint TaskFdQuery(this Kernel kernel, ref TaskFdQueryAttr attributes, Span<byte> name)
    {
        fixed (byte* pointer = name)
        {
            attributes.Buf = (ulong)pointer;
            attributes.BufLen = (uint)name.Length;
            return kernel.Bpf(BpfCommand.TaskFdQuery, ref attributes);
        }
    }
}
