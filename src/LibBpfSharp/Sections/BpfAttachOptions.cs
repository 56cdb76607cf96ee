using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>What a program is attached to, where its section's name does not say it, and how. Each kind of program takes what it needs and does not look at the rest.</summary>
/// <remarks>What is given here goes before what the section's name says.</remarks>
public sealed record BpfAttachOptions
{
    internal static BpfAttachOptions None { get; } = new();

    /// <summary>
    /// The function: of the kernel for kprobes, a pattern of functions for kprobe.multi and fentry.multi and their kin, the system call for ksyscall,
    /// a function or pattern in <see cref="File"/> for uprobes, a function of <see cref="TargetProgram"/> for freplace.
    /// </summary>
    public string? Function { get; init; }

    /// <summary>The tracepoint: <c>category/name</c> for tracepoint programs, <c>name</c> for raw ones.</summary>
    public string? Tracepoint { get; init; }

    /// <summary>The executable or shared library of a uprobe or statically defined probe: a path, a name that is looked up, or <c>archive!/file</c>.</summary>
    public string? File { get; init; }

    /// <summary>The statically defined probe in <see cref="File"/>: <c>provider:name</c>.</summary>
    public string? Probe { get; init; }

    /// <summary>Bytes behind the start of <see cref="Function"/>, for kprobes and uprobes.</summary>
    public ulong? Offset { get; init; }

    /// <summary>The process whose hits of a uprobe or statically defined probe count, 0 for this one; <c>null</c> for every process.</summary>
    public int? ProcessId { get; init; }

    /// <summary>What <c>bpf_get_attach_cookie</c>, at a statically defined probe <c>bpf_usdt_cookie</c>, gives a program that traces; <c>null</c> for none.</summary>
    public ulong? Cookie { get; init; }

    /// <summary>The open event of a perf_event program. The link holds it; it may be closed after.</summary>
    public PerfEvent? PerfEvent { get; init; }

    /// <summary>The event of a perf_event program, which is opened for it, in place of <see cref="PerfEvent"/>.</summary>
    public PerfEventOptions? PerfEventOptions { get; init; }

    /// <summary>What an iterator walks; <c>null</c> for everything, where its kind has such a thing.</summary>
    public IteratorTarget? Iterator { get; init; }

    /// <summary>The loaded program whose <see cref="Function"/> a freplace program takes the place of; <c>null</c> for the one it was loaded for.</summary>
    public BpfProgram? TargetProgram { get; init; }

    /// <summary>The cgroup of a cgroup program, socket operations included: open, or by path, id or descriptor.</summary>
    public CgroupReference? Cgroup { get; init; }

    /// <summary>The network device of XDP programs, of traffic control, and of netkit (the primary one of the pair), by name or index.</summary>
    public BpfInterface? Interface { get; init; }

    /// <summary>The way of running of an XDP program; <c>null</c> for the best that the device has.</summary>
    public XdpMode? XdpMode { get; init; }

    /// <summary>The direction of a program of traffic control whose section names none, as <c>SEC("tc")</c>.</summary>
    public TcDirection? Direction { get; init; }

    /// <summary>The hook of a netfilter program.</summary>
    public NetfilterOptions? Netfilter { get; init; }

    /// <summary>The network namespace of flow dissectors and of programs that look up sockets.</summary>
    public NetworkNamespace? NetworkNamespace { get; init; }

    /// <summary>The map of sockets of SkSkb and SkMsg programs, which are attached to it by a link (6.10).</summary>
    public BpfMap? Map { get; init; }

    /// <summary>The socket of a socket filter, or one of the group of a program that selects among sockets of one port. It must stay open.</summary>
    public SafeHandle? Socket { get; init; }

    /// <summary>The route that is made for an LWT program.</summary>
    public BpfRouteOptions? Route { get; init; }

    /// <summary>The infrared device of a decoder: <c>/dev/lirc0</c>.</summary>
    public string? LircDevice { get; init; }

    /// <summary>The hook, for programs that neither section nor type bind to one, as of <c>SEC("cgroup/skb")</c> and <c>SEC("sk_skb")</c>.</summary>
    public BpfAttachType? AttachType { get; init; }

    /// <summary>The place in the list of a cgroup (6.17), of tcx (6.6) or of netkit (6.7); <c>null</c> for last.</summary>
    public BpfAttachPosition? Position { get; init; }

    /// <summary>The revision that this list must still have; <c>null</c> does not check.</summary>
    public ulong? ExpectedRevision { get; init; }

    /// <summary>Whether a cgroup program runs before those of descendants. Linux 6.17.</summary>
    public bool Preorder { get; init; }

    /// <summary>These options but for the places that sections can name.</summary>
    internal BpfAttachOptions WithoutPlacesOfSections() => this with { Function = null, Tracepoint = null, File = null, Probe = null, Offset = null };

    /// <summary>These options where they say something, and others where they do not.</summary>
    internal BpfAttachOptions Over(BpfAttachOptions others) => new()
    {
        Function = Function ?? others.Function,
        Tracepoint = Tracepoint ?? others.Tracepoint,
        File = File ?? others.File,
        Probe = Probe ?? others.Probe,
        Offset = Offset ?? others.Offset,
        ProcessId = ProcessId ?? others.ProcessId,
        Cookie = Cookie ?? others.Cookie,
        PerfEvent = PerfEvent ?? (PerfEventOptions is null ? others.PerfEvent : null),
        PerfEventOptions = PerfEventOptions ?? (PerfEvent is null ? others.PerfEventOptions : null),
        Iterator = Iterator ?? others.Iterator,
        TargetProgram = TargetProgram ?? others.TargetProgram,
        Cgroup = Cgroup ?? others.Cgroup,
        Interface = Interface ?? others.Interface,
        XdpMode = XdpMode ?? others.XdpMode,
        Direction = Direction ?? others.Direction,
        Netfilter = Netfilter ?? others.Netfilter,
        NetworkNamespace = NetworkNamespace ?? others.NetworkNamespace,
        Map = Map ?? others.Map,
        Socket = Socket ?? others.Socket,
        Route = Route ?? others.Route,
        LircDevice = LircDevice ?? others.LircDevice,
        AttachType = AttachType ?? others.AttachType,
        Position = Position ?? others.Position,
        ExpectedRevision = ExpectedRevision ?? others.ExpectedRevision,
        Preorder = Preorder || others.Preorder,
    };
}
