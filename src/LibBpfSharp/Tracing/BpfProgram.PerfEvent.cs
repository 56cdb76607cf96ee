using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a program to an open perf event: it runs at every sample. Linux 4.9.</summary>
    /// <param name="perfEvent">The event. The link holds it; the object may be disposed.</param>
    /// <param name="options">Cookie and manner; <c>null</c> for none and enabled.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfNotSupportedException">A cookie is given and the kernel takes none (before 5.15).</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.ProgramMismatch"/>, <see cref="BpfAttachError.TargetBusy"/> or another refusal.</exception>
    /// <exception cref="BpfPermissionException">A capability is missing.</exception>
    /// <example>
    /// <code>
    /// using PerfEvent clock = PerfEvent.Open(new() { Type = PerfEventType.Software, Config = 0, Frequency = 1000, ProcessId = 0 }); // PERF_COUNT_SW_CPU_CLOCK
    /// using PerfEventLink link = program.AttachPerfEvent(clock);
    /// </code>
    /// </example>
    public PerfEventLink AttachPerfEvent(PerfEvent perfEvent, PerfEventAttachOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(perfEvent);
        return Kept(PerfEventLink.Create(this, $"the {perfEvent.Name}", perfEvent.Handle, options ?? PerfEventAttachOptions.Plain));
    }

    /// <summary>Attaches a tracepoint program to a tracepoint. Linux 4.7.</summary>
    /// <param name="category">The tracepoint's category: <c>syscalls</c>.</param>
    /// <param name="name">Its name: <c>sys_enter_openat</c>.</param>
    /// <param name="options">Cookie and manner; <c>null</c> for none and the newest.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/> or <see cref="BpfAttachError.ProgramMismatch"/>: the program reads past the tracepoint's record.</exception>
    /// <inheritdoc cref="AttachPerfEvent" path="/exception[@cref='T:LibBpfSharp.BpfNotSupportedException' or @cref='T:LibBpfSharp.BpfPermissionException']"/>
    /// <exception cref="ArgumentException"><paramref name="category"/> or <paramref name="name"/> is empty.</exception>
    /// <example>
    /// <code>
    /// using PerfEventLink link = program.AttachTracepoint("task", "task_rename");
    /// </code>
    /// </example>
    public PerfEventLink AttachTracepoint(string category, string name, TracepointOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(category);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Kernel kernel = Handle.Kernel;
        string place = $"the tracepoint '{category}/{name}'";
        Errno errno = TraceFs.TryReadId(kernel, category, name, out uint id);
        if (errno != Errno.None) throw TracingFailure.Of(this, place, errno, hint: TracepointHint(kernel, errno, category, name), need: RequiredCapabilities.ForTraceFs);

        PerfEventAttr attributes = new() { Type = (uint)PerfEventType.Tracepoint, Config = id };
        errno = kernel.TryOpenPerfEvent(ref attributes, processId: -1, cpu: 0, out DescriptorHandle opened);
        if (errno != Errno.None) throw TracingFailure.Of(this, place, errno, need: RequiredCapabilities.ForTracepoint);
        using (opened)
            return Kept(PerfEventLink.Create(this, place, opened, new() { Cookie = options?.Cookie ?? 0, WithoutLink = options?.WithoutLink ?? false }));
    }

    private static string? TracepointHint(Kernel kernel, Errno errno, string category, string name)
    {
        if (errno != Errno.ENOENT) return null;
        string root = TraceFs.RootOf(kernel);
        if (kernel.TryGetStatus($"{root}/events", out _) is Errno.ENOENT or Errno.ENOTDIR) return $"No tracefs is mounted at {root}: mount -t tracefs tracefs {root}.";
        return NearestName.Suggest(name, TraceFs.NamesIn(kernel, category)) is { } near
            ? $"Is '{category}/{near}' meant?"
            : $"{root}/available_events lists what there is, as category:name.";
    }
}
