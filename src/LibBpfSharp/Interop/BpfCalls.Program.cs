namespace LibBpfSharp.Interop;

internal static unsafe partial class BpfCalls
{
    private const int MostAttempts = 6;

    /// <summary><c>BPF_PROG_LOAD</c> (3.18), asked again up to five times when a pending signal made the verifier give up (EAGAIN).</summary>
    public static nint ProgramLoad(this Kernel kernel, ref ProgramLoadAttr attributes, out BpfProgramHandle program)
    {
        program = new BpfProgramHandle(kernel);
        nint result;
        int attempt = 1;
        do result = kernel.Bpf(BpfCommand.ProgLoad, ref attributes);
        while (result == -(nint)Errno.EAGAIN && attempt++ < MostAttempts);

        result = program.Adopt(result);
        if (result < 0) program.Dispose();
        return result;
    }

    /// <summary><c>BPF_BTF_LOAD</c> (4.18).</summary>
    public static nint BtfLoad(this Kernel kernel, ref BtfLoadAttr attributes, out BtfHandle btf)
    {
        btf = new BtfHandle(kernel);
        return kernel.BpfOpen(BpfCommand.BtfLoad, ref attributes, btf);
    }

    /// <summary><c>BPF_PROG_BIND_MAP</c> (5.10): the program keeps the map alive.</summary>
    public static nint ProgramBindMap(this BpfProgramHandle program, BpfMapHandle map)
    {
        using HandleHold holdProgram = program.Hold();
        using HandleHold holdMap = map.Hold();
        ProgramBindMapAttr attributes = new() { ProgFd = holdProgram.Descriptor, MapFd = holdMap.Descriptor };
        return program.Kernel.Bpf(BpfCommand.ProgBindMap, ref attributes);
    }

    /// <summary><c>BPF_PROG_ASSOC_STRUCT_OPS</c> (7.0): ties a program to a struct_ops map.</summary>
    public static nint ProgramAssociateStructOps(this BpfProgramHandle program, BpfMapHandle map)
    {
        using HandleHold holdProgram = program.Hold();
        using HandleHold holdMap = map.Hold();
        AssocStructOpsAttr attributes = new() { ProgFd = holdProgram.Descriptor, MapFd = holdMap.Descriptor };
        return program.Kernel.Bpf(BpfCommand.ProgAssocStructOps, ref attributes);
    }

    /// <summary><c>BPF_PROG_TEST_RUN</c> (4.12), its descriptor filled in here; results come back in <paramref name="attributes"/>.</summary>
    public static nint ProgramTestRun(this BpfProgramHandle program, ref TestRunAttr attributes)
    {
        using HandleHold hold = program.Hold();
        attributes.ProgFd = hold.Descriptor;
        return program.Kernel.Bpf(BpfCommand.ProgTestRun, ref attributes);
    }

    /// <summary><c>BPF_PROG_STREAM_READ_BY_FD</c> (6.17).</summary>
    /// <returns>Bytes read, 0 where the stream is empty, or the negated errno.</returns>
    public static nint ProgramStreamRead(this BpfProgramHandle program, BpfStream stream, Span<byte> buffer)
    {
        using HandleHold hold = program.Hold();
        fixed (byte* pointer = buffer)
        {
            StreamReadAttr attributes = new()
            {
                StreamBuf = (ulong)pointer,
                StreamBufLen = (uint)buffer.Length,
                StreamId = stream,
                ProgFd = hold.Descriptor,
            };
            return program.Kernel.Bpf(BpfCommand.ProgStreamReadByFd, ref attributes);
        }
    }
}
