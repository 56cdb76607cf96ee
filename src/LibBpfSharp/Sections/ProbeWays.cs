namespace LibBpfSharp;

/// <summary>Probes of functions, in the kernel and in files.</summary>
internal static class ProbeWays
{
    private const string KprobeForm = "kprobe/FUNCTION[+OFFSET]";
    private const string KsyscallForm = "ksyscall/NAME";
    private const string KprobeMultiForm = "kprobe.multi/PATTERN";
    private const string UprobeForm = "uprobe/FILE:FUNCTION[+OFFSET]";
    private const string UsdtForm = "usdt/FILE:PROVIDER:NAME";
    private const string UprobeMultiForm = "uprobe.multi/FILE:PATTERN";

    public static AttachWay Kprobe { get; } = new(AttachWay.SectionOr(KprobeForm, nameof(BpfAttachOptions.Function)), AttachKprobe);

    public static AttachWay Ksyscall { get; } = new(AttachWay.SectionOr(KsyscallForm, nameof(BpfAttachOptions.Function)), AttachKsyscall);

    public static AttachWay KprobeMulti { get; } = new(AttachWay.SectionOr(KprobeMultiForm, nameof(BpfAttachOptions.Function)), AttachKprobeMulti);

    public static AttachWay Uprobe { get; } = new(
        $"{AttachWay.SectionOr(UprobeForm, nameof(BpfAttachOptions.File))} with {nameof(BpfAttachOptions.Function)}, {nameof(BpfAttachOptions.Offset)} or both", AttachUprobe);

    public static AttachWay UprobeMulti { get; } = new(
        $"{AttachWay.SectionOr(UprobeMultiForm, nameof(BpfAttachOptions.File))} with {nameof(BpfAttachOptions.Function)}", AttachUprobeMulti);

    public static AttachWay Usdt { get; } = new(
        $"{AttachWay.SectionOr(UsdtForm, nameof(BpfAttachOptions.File))} with {nameof(BpfAttachOptions.Probe)}", AttachUsdt);

    private static PerfEventLink? AttachKprobe(AttachRequest request)
    {
        (string function, long offset) = (request.Options.Function, request.Target) switch
        {
            ({ } named, _) => (named, 0),
            (_, { } target) => SectionTarget.Function(target) ?? throw request.Malformed(KprobeForm),
            _ => ("", 0),
        };
        if (function.Length == 0) return null;
        if (offset < 0) throw request.Malformed(KprobeForm);
        ulong start = request.Options.Offset ?? (ulong)offset;
        return request.Program.AttachKprobe(function, new KprobeOptions { IsReturn = request.CheckReturn(start), Offset = start, Cookie = request.Cookie });
    }

    private static PerfEventLink? AttachKsyscall(AttachRequest request) => (request.Options.Function ?? request.Target) is { } name
        ? request.Program.AttachKsyscall(name, new KsyscallOptions { IsReturn = request.IsReturn, Cookie = request.Cookie })
        : null;

    private static KprobeMultiLink? AttachKprobeMulti(AttachRequest request)
    {
        if ((request.Options.Function ?? request.Target) is not { } target) return null;
        string pattern = request.Required(request.Options.Function ?? SectionTarget.Pattern(target), KprobeMultiForm);
        KprobeMultiOptions options = new() { IsReturn = request.IsReturn, Cookies = request.Cookies };
        return request.Options.Cookie is not null && !Glob.IsPattern(pattern)
            ? request.Program.AttachKprobeMulti([pattern], options)
            : request.Program.AttachKprobeMulti(pattern, options);
    }

    private static PerfEventLink? AttachUprobe(AttachRequest request)
    {
        (string? file, string? symbol) = InFile(request, UprobeForm);
        if (file is null || (symbol is null && request.Options.Offset is null)) return null;
        (string? function, long offset) = request.Options.Function is null && symbol is not null ? SectionTarget.OfSymbol(symbol) : (symbol, 0);
        if (function?.Length == 0) throw request.Malformed(UprobeForm);
        ulong start = request.Options.Offset ?? unchecked((ulong)offset);
        UprobeOptions options = new() { ProcessId = request.Options.ProcessId, Cookie = request.Cookie, IsReturn = request.IsReturn };
        if (function is null) return request.Program.AttachUprobe(file, start, options);
        return request.Program.AttachUprobe(file, function, options with { Offset = start, IsReturn = request.CheckReturn(start) });
    }

    private static UprobeMultiLink? AttachUprobeMulti(AttachRequest request)
    {
        (string? file, string? pattern) = InFile(request, UprobeMultiForm);
        if (file is null || pattern is null) return null;
        return request.Program.AttachUprobeMulti(file, pattern, new UprobeMultiOptions
        {
            IsReturn = request.IsReturn,
            IsSession = request.Kind.StartsWith("uprobe.session", StringComparison.Ordinal) ? true : null,
            ProcessId = request.Options.ProcessId,
            Cookies = request.Cookies,
        });
    }

    private static UsdtLink? AttachUsdt(AttachRequest request)
    {
        (string? file, string? probe) = (request.Options.File, request.Options.Probe);
        if (file is null || probe is null)
        {
            if (request.Target is null) return null;
            (string named, string namedProvider, string namedName) = SectionTarget.OfProbe(request.Target) ?? throw request.Malformed(UsdtForm);
            (file, probe) = (file ?? named, probe ?? $"{namedProvider}:{namedName}");
        }

        (string provider, string name) = SectionTarget.OfFile(probe) ?? throw new ArgumentException($"A probe is named by provider and name, as in libc:setjmp; '{probe}' is not.");
        return request.Program.AttachUsdt(file, provider, name, new UsdtOptions { ProcessId = request.Options.ProcessId, Cookie = request.Cookie });
    }

    private static (string? File, string? Function) InFile(AttachRequest request, string form)
    {
        (string? file, string? function) = (request.Options.File, request.Options.Function);
        if (request.Target is null || file is not null) return (file, function);
        (string named, string symbol) = SectionTarget.OfFile(request.Target) ?? throw request.Malformed(form);
        return (named, function ?? symbol);
    }
}
