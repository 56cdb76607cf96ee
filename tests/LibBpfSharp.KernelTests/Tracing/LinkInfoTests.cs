using LibBpfSharp.Btf;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>What the kernel tells of each kind of tracing link is what it was attached with.</summary>
public sealed class LinkInfoTests
{
    private const string KernelFunction = "do_nanosleep", Library = "libc.so.6";

    public LinkInfoTests() => Requires.Root();

    [Fact]
    public void A_raw_tracepoint_has_its_name()
        => Assert.Equal("task_rename", Of<RawTracepointLinkInfo>("raw", program => program.Attach()).Tracepoint);

    [Fact]
    public void An_iterator_has_what_it_walks()
    {
        IteratorLinkInfo tasks = Of<IteratorLinkInfo>("tasks", program => program.Attach());
        Assert.Equal(("task", 0, 0, 0ul), (tasks.Target, tasks.ProcessId, tasks.ThreadId, tasks.CgroupId));
        using AttachedProgram elements = AttachedProgram.Load("elements");
        BpfMap map = elements.Object.Maps["numbers"];
        using IteratorLink link = elements.Program.AttachIterator(new() { Target = IteratorTarget.OfMap(map) });
        IteratorLinkInfo info = Assert.IsType<IteratorLinkInfo>(link.Info);
        Assert.Equal(("bpf_map_elem", map.Info.Id), (info.Target, info.MapId));
    }

    [Fact]
    public void An_iterator_over_one_process_or_cgroup_has_it()
    {
        Requires.Kernel(6, 1, "iterators over the tasks of one process");
        IteratorLinkInfo threads = Of<IteratorLinkInfo>("tasks", program => program.AttachIterator(new() { Target = IteratorTarget.OfProcess(Environment.ProcessId) }));
        Assert.Equal((Environment.ProcessId, 0), (threads.ProcessId, threads.ThreadId));
        using TestCgroup group = TestCgroup.Create();
        using Cgroup cgroup = Cgroup.Open(group.Path);
        IteratorLinkInfo groups = Of<IteratorLinkInfo>("cgroups", program => program.AttachIterator(new() { Target = IteratorTarget.OfCgroup(cgroup.Id, CgroupWalk.DescendantsPost) }));
        Assert.Equal(("cgroup", cgroup.Id, CgroupWalk.DescendantsPost), (groups.Target, groups.CgroupId, groups.CgroupWalk));
    }

    [Theory]
    [InlineData("user_function", PerfEventKind.Uprobe)]
    [InlineData("user_return", PerfEventKind.Uretprobe)]
    public void A_user_probe_has_its_file_and_offset(string name, PerfEventKind kind)
    {
        PerfEventLinkInfo info = Event(name, program => program.Attach());
        Assert.Equal(kind, info.EventKind);
        Assert.EndsWith(Library, info.Name, StringComparison.Ordinal);
        Assert.NotEqual(0u, info.Offset);
    }

    [Theory]
    [InlineData("kernel_function", PerfEventKind.Kprobe)]
    [InlineData("kernel_return", PerfEventKind.Kretprobe)]
    public void A_kernel_probe_has_its_function(string name, PerfEventKind kind)
    {
        PerfEventLinkInfo info = Event(name, program => program.Attach());
        Assert.Equal((kind, KernelFunction, 0u), (info.EventKind, info.Name, info.Offset));
    }

    [Fact]
    public void A_tracepoint_has_its_name()
    {
        PerfEventLinkInfo info = Event("tracepoint", program => program.Attach());
        Assert.Equal((PerfEventKind.Tracepoint, "task_rename"), (info.EventKind, info.Name));
    }

    [Fact]
    public void A_counter_has_its_kind_and_cookie()
    {
        using PerfEvent switches = PerfEvent.Open(new() { Type = PerfEventType.Software, Config = 3, Frequency = 100, ProcessId = 0 });
        PerfEventLinkInfo info = Event("sampled", program => program.AttachPerfEvent(switches, new() { Cookie = 5 }));
        Assert.Equal((PerfEventKind.Event, PerfEventType.Software, 3ul), (info.EventKind, info.EventType, info.EventConfig));
        Assert.Contains(info.Cookie, Requires.Running >= new Version(6, 9) ? new ulong[] { 5 } : [0, 5]);
    }

    [Fact]
    public void Many_kernel_functions_are_told_with_their_cookies()
    {
        KprobeMultiLinkInfo info = Of<KprobeMultiLinkInfo>(
            "kernel_functions", program => program.AttachKprobeMulti([KernelFunction, "hrtimer_nanosleep"], new() { Cookies = [7, 8] }));
        if (info.Addresses.Count == 0) Assert.Skip("needs a kernel that tells the functions of a link (6.6)");
        ulong[] expected = [.. Addresses(KernelFunction), .. Addresses("hrtimer_nanosleep")];
        Assert.Equal(expected.Order(), info.Addresses.Order());
        Assert.False(info.IsReturn);
        if (Requires.Running >= new Version(6, 9)) Assert.Equal((ulong[])[7, 8], info.Cookies.Order());
    }

    [Fact]
    public void Many_places_of_a_file_are_told_with_their_cookies()
    {
        Requires.Kernel(6, 8, "info of links on many sites of a file");
        UprobeMultiLinkInfo info = Of<UprobeMultiLinkInfo>(
            "user_functions", program => program.AttachUprobeMulti(Library, "getppi?", new() { ProcessId = Environment.ProcessId }));
        Assert.EndsWith(Library, info.Path, StringComparison.Ordinal);
        Assert.NotEqual(0ul, Assert.Single(info.Offsets));
        Assert.Equal([0ul], info.Cookies);
        Assert.Equal((Environment.ProcessId, false), (info.ProcessId, info.IsReturn));
    }

    [Fact]
    public void A_traced_function_has_its_type()
    {
        TracingLinkInfo info = Of<TracingLinkInfo>("entered", program => program.Attach());
        Assert.Equal(BpfAttachType.TraceFentry, info.AttachType);
        if (Requires.Running < new Version(5, 13)) return;
        using BtfHandle types = KernelObjects.OpenBtf(info.TargetObjectId);
        Assert.Equal("vmlinux", BtfObjectInfo.Read(types).Name);
        Assert.Equal("bpf_fentry_test1", BtfSpec.Parse(BtfObjectInfo.ReadData(types)).GetType(info.TargetTypeId).Name);
    }

    private static ulong[] Addresses(string function)
        => [.. File.ReadLines("/proc/kallsyms").Select(line => line.Split([' ', '\t'])).Where(parts => parts[2] == function).Select(parts => Convert.ToUInt64(parts[0], 16))];

    private static PerfEventLinkInfo Event(string name, Func<BpfProgram, BpfLink> attach)
    {
        Requires.Kernel(6, 6, "info of links on perf events");
        return Of<PerfEventLinkInfo>(name, attach);
    }

    private static T Of<T>(string name, Func<BpfProgram, BpfLink> attach)
        where T : BpfLinkInfo
    {
        try
        {
            using AttachedProgram attached = AttachedProgram.Load(name);
            using BpfLink link = attach(attached.Program);
            T info = Assert.IsType<T>(link.Info);
            Assert.Equal((link.Id, attached.Program.Info.Id), (info.Id, info.ProgramId));
            Assert.Contains(KernelObjects.EnumerateLinks(), other => other.Id == info.Id && other is T);
            return info;
        }
        catch (BpfException lacking) when (lacking is BpfNotSupportedException or BpfPermissionException)
        {
            Assert.Skip($"this kernel has no such links: {lacking.Message}");
            throw;
        }
    }
}
