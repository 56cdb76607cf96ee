using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Runs the program without attaching it (<c>BPF_PROG_TEST_RUN</c>): on a packet, on a context, or, for syscall programs, as it is. Linux 4.12; by type of program later.</summary>
    /// <param name="options">What it runs on and where its output goes.</param>
    /// <returns>What it returned, and how long its output is.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentException">A syscall program's <see cref="BpfTestRunOptions.ContextOut"/> is shorter than its context.</exception>
    /// <exception cref="BpfTestRunException">
    /// <see cref="BpfTestRunError.InvalidInput"/>, <see cref="BpfTestRunError.OutputTooSmall"/> (the program ran, and the exception has the result),
    /// <see cref="BpfTestRunError.ChecksumMismatch"/>, <see cref="BpfTestRunError.CpuOffline"/> or <see cref="BpfTestRunError.Interrupted"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">Programs of this type have no test runs on this kernel.</exception>
    /// <exception cref="BpfPermissionException">The process may not run programs.</exception>
    /// <example>
    /// <code>
    /// byte[] output = new byte[packet.Length];
    /// BpfTestRunResult run = bpf.Programs["swap_first_bytes"].TestRun(new() { Data = packet, DataOut = output });
    /// Console.WriteLine($"returned {run.ReturnValue}, {run.DataLength} bytes");
    /// </code>
    /// </example>
    public unsafe BpfTestRunResult TestRun(in BpfTestRunOptions options = default)
    {
        BpfProgramHandle handle = Handle;
        ReadOnlySpan<byte> context = options.Context;
        Span<byte> contextOut = options.ContextOut;

        // The kernel writes the context of such a program back to where it read it.
        bool isInPlace = _type is BpfProgramType.Syscall && !context.IsEmpty;
        if (isInPlace)
        {
            if (contextOut.Length < context.Length)
                throw new ArgumentException($"The context of a syscall program comes back: {nameof(BpfTestRunOptions.ContextOut)} must have {context.Length} bytes for it.", nameof(options));
            context.CopyTo(contextOut);
            context = contextOut[..context.Length];
            contextOut = default;
        }

        fixed (byte* data = options.Data, dataOut = options.DataOut, contextIn = context, contextBack = contextOut)
        {
            TestRunAttr run = new()
            {
                DataIn = (ulong)data,
                DataSizeIn = (uint)options.Data.Length,
                DataOut = (ulong)dataOut,
                DataSizeOut = (uint)options.DataOut.Length,
                CtxIn = (ulong)contextIn,
                CtxSizeIn = (uint)context.Length,
                CtxOut = (ulong)contextBack,
                CtxSizeOut = (uint)contextOut.Length,
                Repeat = options.Repeat,
                Flags = options.Flags,
                Cpu = (uint)(options.Cpu ?? 0),
                BatchSize = options.BatchSize,
            };
            Errno errno = handle.ProgramTestRun(ref run).ToErrno();
            BpfTestRunResult result = new()
            {
                ReturnValue = run.Retval,
                AverageNanoseconds = run.Duration,
                DataLength = (int)run.DataSizeOut,
                ContextLength = isInPlace ? context.Length : (int)run.CtxSizeOut,
            };
            return errno == Errno.None ? result : throw TestRunFailure.Of(this, options, result, errno);
        }
    }
}
