using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>A program at a perf event: a tracepoint, a kernel or user-space probe, a counter.</summary>
/// <remarks>
/// Linux 5.15 has link objects for these. On older kernels the event's descriptor stands for the attachment: it detaches all the same when
/// it is closed or the process ends, but has no <see cref="BpfLink.Info"/> and cannot be pinned or updated.
/// Safe for several threads at once, as every <see cref="BpfLink"/> is.
/// </remarks>
public sealed class PerfEventLink : BpfLink
{
    private readonly LastLink? _probe;

    internal PerfEventLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    private PerfEventLink(BpfLinkHandle handle, bool rooted, LastLink? probe)
        : base(handle, rooted) => _probe = probe;

    /// <inheritdoc/>
    public override PerfEventLinkInfo Info => PerfEventLinkInfo.Read(Handle, Head);

    /// <summary>Always <c>false</c>: the event is the link's own.</summary>
    public override bool IsDefunct => false;

    /// <summary>Whether the event's descriptor stands for a link that the kernel does not have.</summary>
    private bool IsEvent { get; init; }

    /// <inheritdoc/>
    public override PerfEventLink Duplicate() => Duplicate((handle, rooted) => new PerfEventLink(handle, rooted, _probe?.Share()));

    /// <param name="program">The program.</param>
    /// <param name="place">What the event is, for messages.</param>
    /// <param name="perfEvent">The event, which stays the caller's.</param>
    /// <param name="options">Cookie and manner.</param>
    /// <param name="probe">What was defined in tracefs for it; the link owns it once it is made.</param>
    internal static PerfEventLink Create(BpfProgram program, string place, DescriptorHandle perfEvent, PerfEventAttachOptions options, ProbeDefinition? probe = null)
    {
        BpfProgramHandle handle = program.Handle;
        bool hasLinks = !options.WithoutLink && BpfFeatures.Of(handle.Kernel).Probe(BpfFeature.PerfEventLink).IsSupported;
        if (!hasLinks && options.Cookie != 0)
            throw new BpfNotSupportedException("a cookie for a perf event", new Version(5, 15), objectName: program.Name, hint: "Attach without one.");

        BpfLinkHandle link = hasLinks ? MakeLink(program, place, handle, perfEvent, options.Cookie) : SetProgram(program, place, handle, perfEvent);
        Errno errno = options.LeaveDisabled ? Errno.None : perfEvent.TryEnable();
        if (errno == Errno.None) return new PerfEventLink(link, rooted: true, probe is null ? null : new(probe.Remove)) { IsEvent = !hasLinks };

        link.Dispose();
        throw TracingFailure.Of(program, place, errno, hint: "The event cannot be enabled.");
    }

    private protected override void Require(LinkUse use)
    {
        if (IsEvent) throw new BpfNotSupportedException($"{use.Describe()} a perf event that has no link", new Version(5, 15), hint: use is LinkUse.Detach ? "Dispose of the link." : null);
    }

    private protected override void Close(bool detaches)
    {
        base.Close(detaches);
        _probe?.Leave(detaches);
    }

    private static BpfLinkHandle MakeLink(BpfProgram program, string place, BpfProgramHandle handle, DescriptorHandle perfEvent, ulong cookie)
    {
        using HandleHold target = perfEvent.Hold();
        LinkCreateAttr attributes = new() { TargetFd = target.Descriptor, AttachType = BpfAttachType.PerfEvent, PerfEvent = new() { BpfCookie = cookie } };
        Errno errno = handle.TryLink(ref attributes, out BpfLinkHandle link);
        return errno == Errno.None ? link : throw TracingFailure.Of(program, place, errno, BpfCommand.LinkCreate, HintOf(errno));
    }

    private static BpfLinkHandle SetProgram(BpfProgram program, string place, BpfProgramHandle handle, DescriptorHandle perfEvent)
    {
        BpfLinkHandle link = perfEvent.Duplicate(new BpfLinkHandle(handle.Kernel));
        Errno errno = link.TrySetProgram(handle);
        if (errno == Errno.None) return link;
        link.Dispose();
        throw TracingFailure.Of(program, place, errno, hint: HintOf(errno));
    }

    private static string? HintOf(Errno errno) => errno switch
    {
        Errno.EEXIST => "The event has another program, and takes one only; or the same program is there already.",
        Errno.EPROTO => "The program asks for a stack that the event does not sample: have it sample call chains.",
        Errno.EINVAL => "The program's type does not go with the event.",
        Errno.EACCES => "The program reads past the end of the tracepoint's record.",
        Errno.E2BIG => "The event has as many programs as it takes (64).",
        _ => null,
    };
}
