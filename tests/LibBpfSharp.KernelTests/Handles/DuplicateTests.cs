using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Handles;

/// <summary>Second objects for maps, programs and links, each with a life of its own.</summary>
public sealed class DuplicateTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly BpfObject _object = BpfObject.Open(BpfFixtures.Path("globals"));

    public void Dispose()
    {
        _object.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_map_outlives_its_object_by_its_duplicate_and_shares_its_memory()
    {
        int before = OpenDescriptors.Count();
        _object.Load();
        BpfMap data = _object.Maps.First(map => map.Spec!.Kind is BpfMapKind.Data);
        using (BpfMap copy = data.Duplicate())
        {
            Assert.Equal((data.Info.Id, data.Name, data.Spec, data.ValueSize, data.MemorySize), (copy.Info.Id, copy.Name, copy.Spec, copy.ValueSize, copy.MemorySize));
            using (BpfMemoryLease here = data.LeaseMemory()) here.Bytes[0] = 77;
            _object.Dispose();
            using BpfMemoryLease there = copy.LeaseMemory();
            Assert.Equal(77, there.Bytes[0]);
            Assert.Throws<ObjectDisposedException>(() => data.Duplicate());
        }

        Assert.Equal(before, OpenDescriptors.Count());
    }

    [Fact]
    public void A_duplicate_that_is_disposed_leaves_the_original_and_its_memory()
    {
        _object.Load();
        BpfMap data = _object.Maps.First(map => map.Spec!.Kind is BpfMapKind.Data);
        using BpfMemoryLease lease = data.LeaseMemory();
        data.Duplicate().Dispose();
        using BpfMemoryLease later = data.LeaseMemory();
        later.Bytes[0] = 5;
        Assert.Equal(5, lease.Bytes[0]);
    }

    [Fact]
    public void What_is_not_in_the_kernel_has_no_duplicate()
    {
        Assert.Throws<InvalidOperationException>(() => _object.Maps[0].Duplicate());
        Assert.Throws<InvalidOperationException>(() => _object.Programs[0].Duplicate());
    }

    [Fact]
    public void A_program_outlives_its_object_by_its_duplicate()
    {
        using BpfObject counter = BpfObject.Open(BpfFixtures.Path("counter"));
        counter.Load();
        BpfProgram program = counter.Programs["count_egress"];
        using BpfProgram copy = program.Duplicate();
        counter.Dispose();
        Assert.Equal(("count_egress", BpfProgramType.CgroupSkb, program.Spec, program.SectionName), (copy.Name, copy.Type, copy.Spec, copy.SectionName));
        using CgroupLink link = copy.AttachCgroup(_directory.Path);
        Assert.Equal((Egress, copy.Info.Id), (link.AttachType, link.ProgramId));
        Assert.Throws<ObjectDisposedException>(() => program.Duplicate());
    }

    [Fact]
    public void A_link_stays_attached_until_its_duplicate_is_disposed_too()
    {
        using var fileSystem = TestBpfFs.Mount();
        using BpfProgram first = TestProgram.Allow(), second = TestProgram.Allow();
        using var cgroup = Cgroup.Open(_directory.Path);
        CgroupLink link = cgroup.Attach(first, Egress);
        link.Pin(fileSystem["link"]);
        using (CgroupLink copy = link.Duplicate())
        {
            Assert.Equal((link.Id, null), (copy.Id, copy.PinPath));
            link.Unpin();
            link.Disconnect();
            Assert.False(copy.IsDisconnected);
            link.Dispose();
            Assert.Throws<ObjectDisposedException>(() => link.Duplicate());
            copy.Update(second, expected: first);
            Assert.Equal([second.Info.Id], cgroup.Query(Egress).Ids);
            copy.Detach();
        }

        Assert.Empty(cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void The_last_of_two_links_ends_the_attachment()
    {
        using BpfProgram program = TestProgram.Allow();
        using var cgroup = Cgroup.Open(_directory.Path);
        CgroupLink link = cgroup.Attach(program, Egress), copy = link.Duplicate();
        link.Dispose();
        Assert.Equal([program.Info.Id], cgroup.Query(Egress).Ids);
        copy.Dispose();
        Assert.Empty(cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void The_last_of_two_links_removes_what_was_defined_for_the_probe()
    {
        const string Definitions = "/sys/kernel/tracing/uprobe_events";
        Assert.SkipUnless(File.Exists(Definitions), $"this kernel or mount table has no {Definitions}");
        Requires.Feature(BpfFeature.PerfEventLink);
        KernelWithoutProbeEvents kernel = new();
        using AttachedProgram attached = AttachedProgram.Load("user_function", kernel);
        PerfEventLink link = attached.Program.AttachUprobe("libc.so.6", "getppid", new() { ProcessId = 0 });
        PerfEventLink copy = link.Duplicate();
        link.Dispose();
        Assert.False(kernel.IsRefusedAsBusy);
        Assert.Contains($"_{Environment.ProcessId}_", File.ReadAllText(Definitions), StringComparison.Ordinal);
        attached.RunsUntilDisposed(copy, AttachedProgram.GetParent);
        Assert.DoesNotContain($"_{Environment.ProcessId}_", File.ReadAllText(Definitions), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_link_of_the_kernels_has_no_duplicate()
    {
        using AttachedProgram attached = AttachedProgram.Load("tracepoint");
        using PerfEventLink link = attached.Program.AttachTracepoint("task", "task_rename", new() { WithoutLink = true });
        Assert.Contains("duplicating", Assert.Throws<BpfNotSupportedException>(() => link.Duplicate()).Message, StringComparison.Ordinal);
    }
}
