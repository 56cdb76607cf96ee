using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>An open perf event, for programs of section <c>perf_event</c>. Linux 4.9.</summary>
/// <remarks>Source: <c>perf_event_open(2)</c>.</remarks>
public sealed class PerfEvent : IDisposable
{
    private const string Precaution = "A machine without such a counter, as most virtual ones are, has software events still.";

    private PerfEvent(DescriptorHandle handle, string name)
    {
        Handle = handle;
        Name = name;
    }

    internal DescriptorHandle Handle { get; }

    internal string Name { get; }

    /// <summary>Opens an event on one CPU, or for one process.</summary>
    /// <param name="options">The event and where it is counted.</param>
    /// <exception cref="ArgumentException">Neither a CPU nor a process is named.</exception>
    /// <exception cref="BpfPermissionException">CAP_PERFMON is missing.</exception>
    /// <exception cref="BpfException">The machine or the kernel has no such event (ENOENT, EOPNOTSUPP, EINVAL).</exception>
    public static PerfEvent Open(PerfEventOptions options) => Open(options, Kernel.Running);

    /// <summary>Closes the event. Links keep it while they last.</summary>
    public void Dispose() => Handle.Dispose();

    internal static PerfEvent Open(PerfEventOptions options, Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is { Cpu: null, ProcessId: null }) throw new ArgumentException("Name a CPU, a process, or both: the kernel counts no event everywhere at once.", nameof(options));

        PerfEventAttr attributes = new()
        {
            Type = (uint)options.Type,
            Config = options.Config,
            SamplePeriod = options.Frequency ?? options.Period,
            _bits = options.Frequency is null ? 0 : PerfEventCalls.SampleByFrequency,
        };
        string name = $"perf event {options.Type}:0x{options.Config:x}";
        Errno errno = kernel.TryOpenPerfEvent(ref attributes, options.ProcessId ?? -1, options.Cpu ?? -1, out DescriptorHandle handle);
        if (errno == Errno.None) return new PerfEvent(handle, name);
        throw errno is Errno.EPERM or Errno.EACCES
            ? PermissionDiagnosis.Explain(
                kernel, $"The {name} cannot be opened", errno, options.ProcessId is null ? RequiredCapabilities.ForCpuEvent : RequiredCapabilities.ForProcessEvent, name)
            : new BpfException($"The {name} cannot be opened: {errno.Describe()}. {Precaution}", errno, objectName: name);
    }
}
