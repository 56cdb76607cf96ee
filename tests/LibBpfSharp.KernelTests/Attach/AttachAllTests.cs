using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>All programs and struct_ops maps of an object attached together.</summary>
public sealed class AttachAllTests : IDisposable
{
    private readonly TestCgroup _cgroup = TestCgroup.Create();
    private readonly BpfObject _object = BpfObject.Open(BpfFixtures.Path("attach_all"));

    public AttachAllTests()
    {
        _object.Programs["called"].AutoLoad = BpfFeatures.OfRunningKernel.ProbeProgramType(BpfProgramType.Syscall).IsSupported;
        _object.Load();
    }

    private BpfAttachAllOptions Options => new()
    {
        Defaults = new() { Cgroup = _cgroup.Path },
        Programs = new Dictionary<string, BpfAttachOptions> { ["without_place"] = new() { Tracepoint = "task_rename" } },
    };

    public void Dispose()
    {
        _object.Dispose();
        _cgroup.Dispose();
    }

    [Fact]
    public void All_are_attached_in_order_and_detached_with_the_object()
    {
        _object.AttachAll(Options);
        Assert.Equal(["first", "second", "third", "without_place"], _object.Attachments.Keys);
        if (Requires.Running >= new Version(5, 15))
        {
            uint[] ids = [.. _object.Attachments.Values.Select(link => ((BpfLink)link).Id)];
            Assert.Equal(ids.Order(), ids);
        }

        AttachedProgram.Rename();
        Assert.All(Hits(), hits => Assert.True(hits > 0));
        uint program = _object.Attachments["second"].ProgramId;
        using var cgroup = Cgroup.Open(_cgroup.Path);
        Assert.Equal([program], cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);

        _object.Dispose();
        Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
        Assert.Empty(_object.Attachments);
    }

    [Fact]
    public void A_place_for_all_is_for_those_whose_sections_name_none()
    {
        _object.AttachAll(new() { Defaults = new() { Cgroup = _cgroup.Path, Tracepoint = "task_rename" } });
        Assert.Equal(["first", "second", "third", "without_place"], _object.Attachments.Keys);
    }

    [Fact]
    public void One_without_a_place_keeps_all_from_being_attached()
    {
        int before = OpenDescriptors.Count();
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => _object.AttachAll(new() { Defaults = new() { Cgroup = _cgroup.Path } }));
        Assert.Equal((BpfAttachError.NoTarget, "without_place"), (refused.Reason, refused.ObjectName));
        Assert.Contains(nameof(BpfAttachOptions.Tracepoint), refused.Message, StringComparison.Ordinal);
        Assert.Empty(_object.Attachments);
        Assert.Equal(before, OpenDescriptors.Count());
        using var cgroup = Cgroup.Open(_cgroup.Path);
        Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
    }

    [Fact]
    public void What_has_no_place_is_passed_over_if_asked_and_attached_by_a_second_call()
    {
        _object.AttachAll(new() { SkipWithoutTarget = true });
        Assert.Equal(["first", "third"], _object.Attachments.Keys);
        IBpfAttachment first = _object.Attachments["first"];
        _object.AttachAll(Options);
        Assert.Equal(["first", "second", "third", "without_place"], _object.Attachments.Keys.Order());
        Assert.Same(first, _object.Attachments["first"]);
    }

    [Fact]
    public void A_program_with_auto_attach_off_is_left_out_and_its_options_with_it()
    {
        _object.Programs["without_place"].AutoAttach = _object.Programs["second"].AutoAttach = false;
        _object.AttachAll(Options);
        Assert.Equal(["first", "third"], _object.Attachments.Keys);
        _object.DetachAll();
        Assert.Empty(_object.Attachments);
        Eventually.True(() =>
        {
            ulong[] before = Hits();
            AttachedProgram.Rename();
            return before.SequenceEqual(Hits());
        });
    }

    [Fact]
    public void Options_for_a_program_that_is_not_there_are_refused()
    {
        BpfAttachAllOptions options = new() { Programs = new Dictionary<string, BpfAttachOptions> { ["frist"] = new() } };
        Assert.Contains("frist", Assert.Throws<ArgumentException>(() => _object.AttachAll(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_load_and_after_the_end_nothing_is_attached()
    {
        using var open = BpfObject.Open(_object.Spec);
        Assert.Throws<InvalidOperationException>(() => open.AttachAll());
        _object.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _object.AttachAll());
    }

    [Fact]
    public void Struct_ops_maps_are_registered_too()
    {
        Requires.Kernel(6, 4, "struct_ops links");
        using var controls = BpfObject.Open(BpfFixtures.Path("tcp_controls"));
        controls.Load();
        foreach (BpfMap map in controls.Maps.Where(map => map.Type is BpfMapType.StructOps)) map.AutoAttach = map.Name is "linked" or "plain";
        controls.AttachAll();
        Assert.Equal(["linked", "plain"], controls.Attachments.Keys.Order());
        Assert.Contains("lbs_linked", Available(), StringComparison.Ordinal);
        Assert.Contains("lbs_plain", Available(), StringComparison.Ordinal);
        controls.Dispose();
        Eventually.True(() => !Available().Contains("lbs_", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failure_at_any_call_leaves_nothing_attached()
    {
        FailingKernel counting = FailingKernel.At(Kernel.Running, int.MaxValue, Errno.ENOMEM);
        using var cgroup = Cgroup.Open(_cgroup.Path);
        int loaded, all, failures = 0;
        using (BpfObject bpf = Load(counting))
        {
            loaded = counting.Calls;
            bpf.AttachAll(Options);
            all = counting.Calls;
        }

        for (int call = loaded + 1; call <= all; call++)
        {
            using BpfObject bpf = Load(FailingKernel.At(Kernel.Running, call, Errno.ENOMEM));
            int before = OpenDescriptors.Count();
            try
            {
                bpf.AttachAll(Options);
            }
            catch (BpfException)
            {
                failures++;
                Assert.Empty(bpf.Attachments);
                Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
                Assert.True(OpenDescriptors.Count() == before, $"Call {call} of {all} left a descriptor.");
            }
        }

        Assert.True(failures > 3, $"Of {all - loaded} calls only {failures} failed the whole.");
    }

    private static string Available() => File.ReadAllText("/proc/sys/net/ipv4/tcp_available_congestion_control");

    private BpfObject Load(Kernel kernel)
    {
        var bpf = BpfObject.Open(_object.Spec, new BpfObjectOptions { Kernel = kernel });
        bpf.Programs["called"].AutoLoad = false;
        bpf.Load();
        return bpf;
    }

    // The packet program is seen attached, the others by what they counted.
    private ulong[] Hits()
    {
        Counters hits = _object.Variables["hits"].Get<Counters>();
        return [hits.First, hits.Third];
    }

    private readonly record struct Counters(ulong First, ulong Second, ulong Third);
}
