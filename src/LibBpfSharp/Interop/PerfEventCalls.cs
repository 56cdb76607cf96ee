using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary><c>perf_event_open(2)</c> and the <c>ioctl(2)</c> commands of what it opens.</summary>
internal static unsafe class PerfEventCalls
{
    /// <summary>Bit of <see cref="PerfEventAttr"/>: the period is a frequency.</summary>
    public const ulong SampleByFrequency = 1 << 10;

    /// <summary>Bit of <see cref="PerfEventAttr"/>: wake up by bytes, not by events (<c>watermark</c>).</summary>
    public const ulong WakeUpByBytes = 1 << 14;

    /// <summary>Bit of <see cref="PerfEventAttr"/>: the buffer is written from its end to its beginning (<c>write_backward</c>, 4.7).</summary>
    public const ulong WriteBackward = 1 << 27;

    private const int CloseOnExec = 8; // PERF_FLAG_FD_CLOEXEC
    private const int NoGroup = -1;

    // Commands of ioctl(2) bear a direction and a size, which powerpc places otherwise than the rest.
    private static readonly bool s_isPowerPc = RuntimeInformation.ProcessArchitecture is Architecture.Ppc64le;
    private static readonly nint s_enable = s_isPowerPc ? 0x2000_2400 : 0x2400;
    private static readonly nint s_disable = s_isPowerPc ? 0x2000_2401 : 0x2401;
    private static readonly nint s_pauseOutput = s_isPowerPc ? unchecked((nint)0x8004_2409) : 0x4004_2409;
    private static readonly nint s_setProgram = s_isPowerPc ? unchecked((nint)0x8004_2408) : 0x4004_2408;

    /// <summary>Opens an event, not yet counting where the attributes say so.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="attributes">The event; its size is filled in.</param>
    /// <param name="processId">−1 for every process on <paramref name="cpu"/>.</param>
    /// <param name="cpu">−1 for every CPU the process runs on.</param>
    /// <param name="perfEvent">What was opened.</param>
    public static Errno TryOpenPerfEvent(this Kernel kernel, ref PerfEventAttr attributes, int processId, int cpu, out DescriptorHandle perfEvent)
    {
        attributes.Size = (uint)Unsafe.SizeOf<PerfEventAttr>();
        perfEvent = new DescriptorHandle(kernel);
        fixed (PerfEventAttr* pointer = &attributes)
        {
            Errno errno = perfEvent.Adopt(kernel.Invoke(SystemCall.PerfEventOpen, (nint)pointer, processId, cpu, NoGroup, CloseOnExec)).ToErrno();
            if (errno != Errno.None) perfEvent.Dispose();
            return errno;
        }
    }

    /// <summary><c>PERF_EVENT_IOC_ENABLE</c>.</summary>
    public static Errno TryEnable(this BpfHandle perfEvent) => perfEvent.Control(s_enable, 0);

    /// <summary><c>PERF_EVENT_IOC_DISABLE</c>.</summary>
    public static Errno TryDisable(this BpfHandle perfEvent) => perfEvent.Control(s_disable, 0);

    /// <summary><c>PERF_EVENT_IOC_PAUSE_OUTPUT</c> (4.7): the buffer takes no records, or takes them again.</summary>
    public static Errno TryPauseOutput(this BpfHandle perfEvent, bool paused) => perfEvent.Control(s_pauseOutput, paused ? 1 : 0);

    /// <summary><c>PERF_EVENT_IOC_SET_BPF</c>: how programs were attached to events before there were links.</summary>
    public static Errno TrySetProgram(this BpfHandle perfEvent, BpfProgramHandle program)
    {
        using HandleHold hold = program.Hold();
        using Activity? activity = BpfActivities.StartAttach("perf_event_set_bpf");
        Errno errno = perfEvent.Control(s_setProgram, hold.Descriptor);
        if (errno != Errno.None) activity?.SetStatus(ActivityStatusCode.Error, errno.Describe());
        return errno;
    }

    private static Errno Control(this BpfHandle perfEvent, nint command, nint argument)
    {
        using HandleHold hold = perfEvent.Hold();
        return perfEvent.Kernel.Invoke(SystemCall.Ioctl, hold.Descriptor, command, argument).ToErrno();
    }
}
