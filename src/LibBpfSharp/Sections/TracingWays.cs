namespace LibBpfSharp;

/// <summary>Tracepoints, perf events, and what is attached by type.</summary>
internal static class TracingWays
{
    private const string TracepointForm = "tp/CATEGORY/NAME";

    public static AttachWay Tracepoint { get; } = new(AttachWay.SectionOr(TracepointForm, nameof(BpfAttachOptions.Tracepoint)), AttachTracepoint);

    public static AttachWay RawTracepoint { get; } = new(
        AttachWay.SectionOr("raw_tp/NAME", nameof(BpfAttachOptions.Tracepoint)),
        request => (request.Options.Tracepoint ?? request.Target) is { } name ? request.Program.AttachRawTracepoint(name, new RawTracepointOptions { Cookie = request.Cookie }) : null);

    public static AttachWay PerfEvent { get; } = new(
        AttachWay.Options(nameof(BpfAttachOptions.PerfEvent), nameof(BpfAttachOptions.PerfEventOptions)), AttachPerfEvent);

    /// <summary>What was settled at the load: tp_btf, fentry and its kin, LSM, freplace.</summary>
    public static AttachWay Typed { get; } = new(
        $"both {AttachWay.Options(nameof(BpfAttachOptions.TargetProgram))} and {nameof(BpfAttachOptions.Function)}, or neither for what it was loaded for", AttachTyped);

    public static AttachWay Iterator { get; } = new(
        AttachWay.Options(nameof(BpfAttachOptions.Iterator)), request => request.Program.AttachIterator(new IteratorOptions { Target = request.Options.Iterator }));

    public static AttachWay Multi { get; } = new(
        AttachWay.SectionOr("fentry.multi/[MODULE:]PATTERN", nameof(BpfAttachOptions.Function)), AttachMulti);

    private static PerfEventLink? AttachTracepoint(AttachRequest request)
    {
        if ((request.Options.Tracepoint ?? request.Target) is not { } target) return null;
        int slash = target.IndexOf('/');
        if (slash <= 0 || slash == target.Length - 1) throw request.Malformed(TracepointForm);
        return request.Program.AttachTracepoint(target[..slash], target[(slash + 1)..], new TracepointOptions { Cookie = request.Cookie });
    }

    private static PerfEventLink? AttachPerfEvent(AttachRequest request)
    {
        PerfEventAttachOptions options = new() { Cookie = request.Cookie };
        if (request.Options.PerfEvent is { } open) return request.Program.AttachPerfEvent(open, options);
        if (request.Options.PerfEventOptions is not { } described) return null;
        using var opened = Tracing.PerfEvent.Open(described, request.Program.Handle.Kernel);
        return request.Program.AttachPerfEvent(opened, options);
    }

    private static TracingLink? AttachTyped(AttachRequest request)
    {
        if (request.Options.TargetProgram is not { } target || request.Program.Type is not BpfProgramType.Ext) return request.Program.AttachTracing(new TracingOptions { Cookie = request.Cookie });
        return request.Options.Function is { } function ? request.Program.AttachFreplace(target, function) : null;
    }

    private static TracingMultiLink? AttachMulti(AttachRequest request)
    {
        if ((request.Options.Function ?? request.Target) is not { } pattern) return null;
        return request.Options.Cookie is null ? request.Program.AttachTracingMulti(pattern) : request.Program.AttachTracingMulti([pattern], new TracingMultiOptions { Cookies = request.Cookies });
    }
}
