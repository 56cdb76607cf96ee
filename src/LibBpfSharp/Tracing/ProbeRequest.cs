using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>A probe that is to be opened, and a program that is to run at it.</summary>
/// <param name="Program">The program.</param>
/// <param name="Kind">Of the kernel or of user space.</param>
/// <param name="Target">The function or file; <c>null</c> where <paramref name="Offset"/> is an address of the kernel.</param>
/// <param name="Offset">Bytes behind its start.</param>
/// <param name="Options">The caller's wishes.</param>
internal sealed record ProbeRequest(BpfProgram Program, ProbeKind Kind, string? Target, ulong Offset, ProbeOptions Options)
{
    private const int ReferenceCounterShift = 32; // PERF_UPROBE_REF_CTR_OFFSET_SHIFT

    /// <summary>−1 for all processes.</summary>
    public int ProcessId { get; init; } = -1;

    public ulong ReferenceCounterOffset { get; init; }

    private Kernel System => Program.Handle.Kernel;

    private string What => $"{(Options.IsReturn ? "the return of " : "")}{(Kind == ProbeKind.Kernel ? "kernel function" : "file")} '{Place}'";

    private string Place => Kind == ProbeKind.Kernel
        ? Target is null ? Hex(Offset) : $"{Target}+{Hex(Offset)}"
        : $"{Target}:{Hex(Offset)}";

    /// <summary>Opens the probe and attaches the program.</summary>
    public PerfEventLink Attach()
    {
        Defined.Require(Options.Mode, "options");
        bool isEvent = Kind.TryReadEvent(System, Options.IsReturn, out uint type, out ulong config) == Errno.None;
        bool hasLinks = BpfFeatures.Of(System).Probe(BpfFeature.PerfEventLink).IsSupported;
        if ((Options.Mode is ProbeAttachMode.PerfEvent or ProbeAttachMode.Link && !isEvent) || (Options.Mode is ProbeAttachMode.Link && !hasLinks))
            throw new BpfNotSupportedException($"attaching {Kind.Name}s by mode {Options.Mode}", objectName: Program.Name, hint: $"Use {nameof(ProbeAttachMode)}.{nameof(ProbeAttachMode.Default)}.");

        PerfEventAttachOptions manner = new() { Cookie = Options.Cookie, WithoutLink = Options.Mode is ProbeAttachMode.TraceFs or ProbeAttachMode.PerfEvent };
        if (!isEvent || Options.Mode is ProbeAttachMode.TraceFs) return AttachDefined(manner);

        using DescriptorHandle opened = OpenEvent(type, config);
        return PerfEventLink.Create(Program, What, opened, manner);
    }

    private unsafe DescriptorHandle OpenEvent(uint type, ulong config)
    {
        fixed (byte* target = Target is null ? null : KernelText.Write(Target))
        {
            PerfEventAttr attributes = new()
            {
                Type = type,
                Config = config | (ReferenceCounterOffset << ReferenceCounterShift),
                Config1 = (ulong)target,
                Config2 = Offset,
            };
            Errno errno = Open(ref attributes, out DescriptorHandle opened);
            return errno == Errno.None ? opened : throw Failure(errno, Kind == ProbeKind.Kernel ? RequiredCapabilities.ForKernelProbe : RequiredCapabilities.ForUserProbe);
        }
    }

    private PerfEventLink AttachDefined(PerfEventAttachOptions manner)
    {
        if (Target is null || ReferenceCounterOffset != 0)
        {
            throw new BpfNotSupportedException(
                Target is null ? "a probe at an address" : "a reference counter", new Version(4, Target is null ? 17 : 20), objectName: Program.Name,
                hint: "Probes defined in tracefs, the older way, have none.");
        }

        Errno errno = ProbeDefinition.TryAdd(System, Kind, Options.IsReturn, Place, out ProbeDefinition? probe);
        if (errno == Errno.ENOENT && System.TryGetStatus(Kind.DefinitionsOf(System), out _) == Errno.ENOENT)
        {
            throw new BpfNotSupportedException(
                $"{Kind.Name}s", Kind.Since, errno, objectName: Program.Name, hint: $"There is neither an event source for them nor {Kind.DefinitionsOf(System)}; mount tracefs, if the kernel has it.");
        }

        if (errno != Errno.None) throw Failure(errno, RequiredCapabilities.ForTraceFs);
        try
        {
            errno = TraceFs.TryReadId(System, ProbeDefinition.GroupOf(System), probe!.Name, out uint id);
            if (errno != Errno.None) throw Failure(errno, RequiredCapabilities.ForTraceFs);
            PerfEventAttr attributes = new() { Type = (uint)PerfEventType.Tracepoint, Config = id };
            errno = Open(ref attributes, out DescriptorHandle opened);
            if (errno != Errno.None) throw Failure(errno, RequiredCapabilities.ForTracepoint);
            using (opened)
                return PerfEventLink.Create(Program, What, opened, manner, probe);
        }
        catch
        {
            probe!.Remove();
            throw;
        }
    }

    // Every process: one CPU stands for all, since a probe is hit wherever it is. One process: whatever CPU it runs on.
    private Errno Open(ref PerfEventAttr attributes, out DescriptorHandle opened)
        => System.TryOpenPerfEvent(ref attributes, ProcessId, ProcessId < 0 ? 0 : -1, out opened);

    private BpfException Failure(Errno errno, PermissionNeed need) => TracingFailure.Of(Program, What, errno, need: need, hint: errno switch
    {
        Errno.ENOENT when Kind == ProbeKind.Kernel && Target is not null && TraceableFunctions.Suggest(System, Target) is { } near => $"The kernel has no such function. Is '{near}' meant?",
        Errno.ENOENT when Kind == ProbeKind.Kernel => "The kernel has no such function: it may be inlined or renamed, or its module not loaded; /proc/kallsyms lists what there is.",
        Errno.EADDRNOTAVAIL or Errno.EINVAL when Kind == ProbeKind.Kernel => "The function is one that must not be probed, or the offset is not where an instruction begins.",
        Errno.EILSEQ => "The offset is not where an instruction begins.",
        _ => null,
    });

    private static string Hex(ulong number) => "0x" + number.ToString("x", CultureInfo.InvariantCulture);
}
