using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>One attach to a probe that is being tried.</summary>
/// <param name="Program">The program.</param>
/// <param name="Owner">Its object.</param>
/// <param name="File">The executable or shared library.</param>
/// <param name="Provider">The probe's provider.</param>
/// <param name="Name">The probe's name.</param>
/// <param name="Options">The caller's wishes.</param>
internal sealed record UsdtAttempt(BpfProgram Program, BpfObject Owner, UserFile File, string Provider, string Name, UsdtOptions Options)
{
    private Kernel Kernel => Program.Handle.Kernel;

    private string Place => $"the probe '{Provider}:{Name}' of '{File}'";

    private int ProcessId => Options.ProcessId is null or 0 ? Environment.ProcessId : Options.ProcessId.Value;

    private bool IsMulti => Program.ExpectedAttachType is BpfAttachType.TraceUprobeMulti;

    /// <summary>Attaches to all sites, or to none.</summary>
    public UsdtLink Attach()
    {
        UsdtSpecs specs = Owner.UsdtSpecsFor(Program, Place);
        (IReadOnlyList<UsdtSite> sites, bool isShared, UsdtGrammar grammar) = FindSites();
        bool hasCookie = IsMulti || BpfFeatures.Of(Kernel).Probe(BpfFeature.BpfCookie).IsSupported;
        ProcessMaps? maps = hasCookie || !isShared ? null : ReadMaps();
        UsdtBinding binding = new(specs, hasCookie ? null : specs.Addresses.Handle.Duplicate());
        List<PerfEventLink> parts = [];
        try
        {
            ulong[] ids = [.. sites.Select(site => (ulong)Bind(site, specs.Layout, grammar, binding))];
            if (!hasCookie)
            {
                for (int i = 0; i < ids.Length; i++) Map(sites[i], maps, (uint)ids[i], binding);
            }

            if (IsMulti) return new UsdtLink(LinkAll(sites, ids), binding, []);
            for (int i = 0; i < ids.Length; i++) parts.Add(LinkOne(sites[i], hasCookie ? ids[i] : 0));
            return new UsdtLink(parts[0].Handle.Duplicate(), binding, parts);
        }
        catch
        {
            foreach (PerfEventLink part in parts) part.Dispose();
            binding.Dispose();
            throw;
        }
    }

    private (IReadOnlyList<UsdtSite> Sites, bool IsShared, UsdtGrammar Grammar) FindSites() => File.Read(elf =>
    {
        UsdtSiteFinder finder = new(elf);
        IReadOnlyList<UsdtSite> sites = finder.Find(Provider, Name);
        if (sites.Count == 0) throw NotFound(finder.Notes);
        UsdtGrammar grammar = UsdtGrammar.Of(elf.Machine)
            ?? throw TracingFailure.Refuse(Program.Name, Place, $"how arguments are written on its machine (ELF number {elf.Machine}) is not known.", BpfAttachError.UnreadableArgument);
        if (!IsMulti && sites.Any(site => site.SemaphoreOffset != 0)) RequireCounters();

        BpfFeatures features = BpfFeatures.Of(Kernel);
        (bool nop5, bool nop10) = (features.Probe(BpfFeature.UprobeNop5).IsSupported, features.Probe(BpfFeature.UprobeNop10).IsSupported);
        return ((IReadOnlyList<UsdtSite>)[.. sites.Select(site => finder.AtFastNop(site, nop5, nop10).InArchive(File.Start))], elf.Type == Elf.ElfFileType.Dynamic, grammar);
    });

    private uint Bind(UsdtSite site, UsdtSpecLayout layout, UsdtGrammar grammar, UsdtBinding binding)
    {
        string? fault = UsdtArgumentReader.TryRead(grammar, site.Arguments, out UsdtArgument[] arguments);
        if (fault is null && !Array.TrueForAll(arguments, layout.CanHold))
            fault = "it has an argument addressed by two registers, and the program was compiled with a usdt.bpf.h of before libbpf 1.7. Compile it with a newer one";
        if (fault is not null) throw TracingFailure.Refuse(Program.Name, Place, $"{fault} (arguments: '{site.Arguments}').", BpfAttachError.UnreadableArgument);
        return binding.TryBind(site.Arguments, arguments, Options.Cookie) ?? throw TracingFailure.Refuse(
            Program.Name, Place, "the object's map of probes is full. Dispose of other links of its, or compile it with a larger BPF_USDT_MAX_SPEC_CNT.", BpfAttachError.TooManySites);
    }

    private void Map(UsdtSite site, ProcessMaps? maps, uint id, UsdtBinding binding)
    {
        ulong address = maps is null ? site.Address : maps.AddressOf(File.Path, site.Offset)
            ?? throw TracingFailure.Refuse(Program.Name, Place, $"process {ProcessId} has not loaded '{File.Path}'.", BpfAttachError.TargetNotFound);
        Errno errno = binding.TryMap(address, id);
        if (errno != Errno.None)
            throw TracingFailure.Of(Program, Place, errno, BpfCommand.MapUpdateElem, errno == Errno.EEXIST ? "Without cookies (5.15), one attachment of an object is all a place takes." : null);
    }

    private BpfLinkHandle LinkAll(IReadOnlyList<UsdtSite> sites, ulong[] ids) => Program.LinkUprobeMulti(File.Path, [.. sites.Select(site => site.Offset)], new UprobeMultiOptions
    {
        ProcessId = Options.ProcessId,
        Cookies = ids,
        ReferenceCounterOffsets = [.. sites.Select(site => site.SemaphoreOffset)],
    });

    private PerfEventLink LinkOne(UsdtSite site, ulong cookie) => new ProbeRequest(Program, ProbeKind.User, File.Path, site.Offset, new UprobeOptions { Cookie = cookie })
    {
        ProcessId = Options.ProcessId is null ? -1 : ProcessId,
        ReferenceCounterOffset = site.SemaphoreOffset,
    }.Attach();

    private ProcessMaps ReadMaps() => Options.ProcessId is null
        ? throw new BpfNotSupportedException(
            "a probe of a shared library or position-independent program in every process", new Version(5, 15), objectName: Program.Name, hint: $"Name one process, by {nameof(UsdtOptions)}.{nameof(UsdtOptions.ProcessId)}.")
        : ProcessMaps.TryRead(Kernel, ProcessId)
            ?? throw TracingFailure.Refuse(Program.Name, Place, $"there is no process {Options.ProcessId}, or this one may not look into it (which takes the right to trace it).", BpfAttachError.TargetNotFound);

    private void RequireCounters()
    {
        Errno errno = Kernel.TryReadText(ProbeKind.User.CounterFormat, ReadBound.Value, out _);
        if (errno != Errno.None)
            throw new BpfNotSupportedException("counters of who watches a probe (semaphores)", new Version(4, 20), errno, objectName: Program.Name);
    }

    private BpfAttachException NotFound(IReadOnlyList<UsdtNote> notes)
    {
        const int MostListed = 5;
        string[] names = [.. notes.Select(note => note.FullName).Distinct()];
        string why = names.Length == 0 ? "the file has no probes: it was built without them, or stripped of their notes."
            : NearestName.Suggest($"{Provider}:{Name}", names) is { } near ? $"the file has no such probe. Is '{near}' meant?"
            : $"the file has no such probe. It has {string.Join(", ", names.Take(MostListed))}{(names.Length > MostListed ? $" and {names.Length - MostListed} more" : "")}.";
        return TracingFailure.Refuse(Program.Name, Place, why, BpfAttachError.TargetNotFound);
    }
}
