namespace LibBpfSharp.Running;

/// <summary>Words what the kernel answered to a test run.</summary>
internal static class TestRunFailure
{
    public static BpfException Of(BpfProgram program, in BpfTestRunOptions options, in BpfTestRunResult result, Errno errno)
    {
        string what = $"Program '{program.Name}' ({program.Type}) cannot be run";
        switch (errno)
        {
            case Errno.ENOTSUPP:
                return new BpfNotSupportedException($"test runs of {program.Type} programs", errno: errno, command: BpfCommand.ProgTestRun, objectName: program.Name, hint: "Attach it, and cause the event.");
            case Errno.EPERM:
                return PermissionDiagnosis.Explain(program.Handle.Kernel, what, errno, RequiredCapabilities.For(BpfCommand.ProgTestRun), program.Name);
            case Errno.ENOSPC:
                return TooSmall(program, options, result);
        }

        (BpfTestRunError reason, string hint) = errno switch
        {
            Errno.EINVAL => (BpfTestRunError.InvalidInput, $" {Takes(program.Type)}"),
            Errno.E2BIG => (BpfTestRunError.InvalidInput, " A batch is too large (256 at most), or this kernel does not know an option."),
            Errno.ENODEV => (BpfTestRunError.InvalidInput, " The context names a network device that does not exist."),
            Errno.EBADMSG => (BpfTestRunError.ChecksumMismatch, " It ran, and the packet's checksum did not follow its changes: store with BPF_F_RECOMPUTE_CSUM, or correct the checksum."),
            Errno.ENXIO => (BpfTestRunError.CpuOffline, $" CPU {options.Cpu} is not online."),
            Errno.EINTR => (BpfTestRunError.Interrupted, " A signal broke it off; some of the runs are done."),
            _ => (BpfTestRunError.Unknown, ""),
        };
        return new BpfTestRunException($"{what}: {errno.Describe()}.{hint}", reason, errno, program.Name);
    }

    public static BpfTestRunException TooSmall(BpfProgram program, in BpfTestRunOptions options, in BpfTestRunResult result) => new(
        $"Program '{program.Name}' was run, but its output has no room: {result.DataLength} bytes of data and {result.ContextLength} of context, where there is room for {options.DataOut.Length} and {options.ContextOut.Length}.",
        BpfTestRunError.OutputTooSmall, Errno.ENOSPC, program.Name)
    { Result = result };

    private static string Takes(BpfProgramType type) => type switch
    {
        BpfProgramType.RawTracepoint or BpfProgramType.RawTracepointWritable =>
            "A raw tracepoint program takes as context as many arguments as it reads, 8 bytes each and 12 at most, perhaps a CPU, and nothing else.",
        BpfProgramType.Syscall => "A syscall program takes a context as long as it reads, 65,535 bytes at most, and nothing else.",
        BpfProgramType.Tracing => "A program at functions takes nothing: the kernel calls its test functions, which the program is to be attached to.",
        BpfProgramType.SkLookup => "A program of socket lookup takes a struct bpf_sk_lookup as context, and no data.",
        BpfProgramType.Xdp => "An XDP program takes a packet of at least 14 bytes, a struct xdp_md as context that agrees with it, and live frames or output, not both.",
        _ => "It takes a packet of at least 14 bytes, and a context whose fields are zero where the program cannot set them.",
    };
}
