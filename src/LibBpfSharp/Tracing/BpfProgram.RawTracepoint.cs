using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a raw tracepoint program, writable or not (<c>BPF_RAW_TRACEPOINT_OPEN</c>). Linux 4.17.</summary>
    /// <param name="name">The tracepoint's name, without a category: <c>sched_switch</c>.</param>
    /// <param name="options">A cookie; <c>null</c> for none.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>; <see cref="BpfAttachError.ProgramMismatch"/>: the program is of another type, reads more
    /// arguments than the tracepoint has, or the kernel takes no cookie.
    /// </exception>
    /// <exception cref="BpfPermissionException">CAP_PERFMON is missing.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <example>
    /// <code>
    /// using RawTracepointLink link = program.AttachRawTracepoint("task_rename");
    /// </code>
    /// </example>
    public RawTracepointLink AttachRawTracepoint(string name, RawTracepointOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ulong cookie = options?.Cookie ?? 0;
        Errno errno = Handle.RawTracepointOpen(name, cookie, out BpfLinkHandle link).ToErrno();
        if (errno == Errno.None) return Kept(new RawTracepointLink(link, rooted: true));

        string? hint = errno switch
        {
            Errno.ENOENT when NearestName.Suggest(name, TraceFs.Names(Handle.Kernel)) is { } near => $"Is '{near}' meant?",
            Errno.ENOENT => "Raw tracepoints are named without a category; /sys/kernel/tracing/available_events lists them as category:name.",
            Errno.EINVAL when cookie != 0 => "The program may read more arguments than there are, or the kernel takes no cookie here (in mainline since 6.10).",
            Errno.EINVAL => $"It is a program of type {Type}, and may read more arguments than the tracepoint has.",
            _ => null,
        };
        throw TracingFailure.Of(this, $"the raw tracepoint '{name}'", errno, BpfCommand.RawTracepointOpen, hint);
    }
}
