using LibBpfSharp.KernelTests.Networking;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>A place for an attachment of one kind, two programs for it, and what the kernel says is there.</summary>
internal sealed class RaceScene : IDisposable
{
    private readonly List<IDisposable> _parts = [];
    private BpfProgram? _first;
    private BpfProgram? _second;

    private RaceScene()
    {
    }

    /// <summary>Attaches the first program.</summary>
    public required Func<RaceScene, IBpfAttachment> Attach { get; init; }

    /// <summary>Puts the second in its place; <c>null</c> for a kind that cannot.</summary>
    public Action<RaceScene, IBpfAttachment>? Replace { get; init; }

    /// <summary>The programs that are there.</summary>
    public required Func<IEnumerable<uint>> Programs { get; init; }

    public BpfProgram First => _first!;

    public BpfProgram Second => _second!;

    /// <summary>Whether a record is of one of the programs.</summary>
    public bool Owns(RecordedAttachment record)
    {
        uint id = record switch
        {
            RecordedCgroupProgram program => program.ProgramId,
            RecordedTrafficFilter filter => filter.ProgramId,
            _ => 0,
        };
        return id == First.Info.Id || id == Second.Info.Id;
    }

    /// <summary>Makes one; skips the test where this kernel lacks the kind.</summary>
    public static RaceScene Of(string kind)
    {
        Requires.Root();
        return kind switch
        {
            "cgroup, multi" => OnCgroup(CgroupAttachMode.AllowMulti),
            "cgroup, override" => OnCgroup(CgroupAttachMode.AllowOverride),
            "cgroup, alone" => OnCgroup(CgroupAttachMode.None),
            "cgroup link" => OnCgroup(null),
            "xdp" => OnNetwork("xdp_any", new()
            {
                Attach = static scene => scene.First.AttachXdpByNetlink("right"),
                Replace = static (scene, attachment) => ((XdpAttachment)attachment).Replace(scene.Second),
                Programs = static () => Xdp.Query("right").ProgramIds,
            }),
            "xdp link" => OnNetwork("xdp_any", new() { Attach = static scene => scene.First.AttachXdp("right"), Replace = Update, Programs = static () => Xdp.Query("right").ProgramIds }, BpfFeature.XdpLink),
            "tcx" => OnNetwork("tcx_in", new()
            {
                Attach = static scene => scene.First.AttachTcxLegacy("right", TcDirection.Ingress),
                Replace = static (scene, attachment) => ((BpfProgramAttachment)attachment).Replace(scene.Second),
                Programs = static () => Tcx.Query("right", TcDirection.Ingress).Ids,
            }, BpfFeature.TcxLink),
            "tcx link" => OnNetwork("tcx_in", new()
            {
                Attach = static scene => scene.First.AttachTcx("right", TcDirection.Ingress),
                Replace = Update,
                Programs = static () => Tcx.Query("right", TcDirection.Ingress).Ids,
            }, BpfFeature.TcxLink),
            "tc filter" => OnNetwork("classifier", new()
            {
                Attach = static scene => scene.First.AttachTcFilter("right", TcDirection.Ingress),
                Programs = static () => Clsact.Query("right", TcDirection.Ingress).Select(static filter => filter.ProgramId),
            }),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>Goes on with both programs as somebody else gets them.</summary>
    public void Reopen(Func<BpfProgram, BpfProgram> again) => (_first, _second) = (again(First), again(Second));

    public void Dispose()
    {
        foreach (IDisposable part in _parts.AsEnumerable().Reverse()) part.Dispose();
    }

    private static void Update(RaceScene scene, IBpfAttachment attachment) => ((BpfLink)attachment).Update(scene.Second);

    private static RaceScene OnCgroup(CgroupAttachMode? legacy)
    {
        TestCgroup directory = TestCgroup.Create();
        var cgroup = Cgroup.Open(directory.Path);
        RaceScene scene = new()
        {
            Attach = scene => legacy is { } mode ? scene.First.AttachCgroupLegacy(cgroup, new() { Mode = mode, AttachType = BpfAttachType.CgroupInetEgress })
                : scene.First.AttachCgroup(cgroup, new() { AttachType = BpfAttachType.CgroupInetEgress }),
            Replace = (scene, attachment) =>
            {
                if (attachment is CgroupAttachment replaced) replaced.Replace(scene.Second);
                else Update(scene, attachment);
            },
            Programs = () => cgroup.Query(BpfAttachType.CgroupInetEgress).Ids,
        };
        scene._parts.AddRange([directory, cgroup]);
        return scene.Load("counter", "count_egress");
    }

    private static RaceScene OnNetwork(string program, RaceScene scene, BpfFeature? feature = null)
    {
        if (feature is { } needed) Requires.Feature(needed);
        scene._parts.Add(TestNetwork.Enter());
        return scene.Load("network", program);
    }

    private RaceScene Load(string fixture, string name)
    {
        AttachedProgram first = AttachedProgram.Load(name, fixture: fixture), second = AttachedProgram.Load(name, fixture: fixture);
        (_first, _second) = (first.Program, second.Program);
        _parts.AddRange([first, second]);
        return this;
    }
}
