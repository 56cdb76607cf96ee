using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Examples;

public sealed class CgroupExamples : Example
{
    private readonly TestCgroup _directory = TestCgroup.Create();

    protected override void Clean() => _directory.Dispose();

    [Fact]
    public void A_program_is_attached_to_a_cgroup()
    {
        using BpfObject counting = Load("counter.bpf.o", "count_egress");
        string path = _directory.Path;

        // example: BpfProgram.AttachCgroup
        using CgroupLink link = counting.Programs["count_egress"].AttachCgroup(path); // "/sys/fs/cgroup/web", or "web" below the mount
        // end example
        Assert.Equal(BpfAttachType.CgroupInetEgress, link.Info.AttachType);
    }

    [Fact]
    public void A_cgroup_is_opened_by_its_path()
    {
        using BpfObject counting = Load("counter.bpf.o", "count_egress");
        string path = _directory.Path;

        // example: Cgroup.Open
        using var web = Cgroup.Open(path);                     // "/sys/fs/cgroup/web", or "web" below the mount
        using CgroupLink link = web.Attach(counting.Programs["count_egress"], BpfAttachType.CgroupInetEgress);
        Console.WriteLine(string.Join(", ", web.Query(BpfAttachType.CgroupInetEgress).Ids));
        // end example
        Assert.Equal($"{link.ProgramId}\n", Printed);
    }

    [Fact]
    public void The_cgroup_of_this_process_is_opened()
    {
        // example: Cgroup.OpenCurrent
        using var own = Cgroup.OpenCurrent();
        Console.WriteLine($"this process is in {own.Path}, with the id {own.Id}"); // bpf_get_current_cgroup_id() in C
        // end example
        Assert.StartsWith($"this process is in {Cgroup.MountPoint}", Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_on_a_cgroup_is_listed()
    {
        using BpfObject counting = Load("counter.bpf.o", "count_egress");
        string path = _directory.Path;
        using CgroupLink link = counting.Programs["count_egress"].AttachCgroup(path);

        // example: Cgroup.GetPrograms
        using var web = Cgroup.Open(path);
        foreach (CgroupEntry entry in web.GetPrograms(BpfAttachType.CgroupInetEgress, effective: true).Entries)
            Console.WriteLine($"{entry.ProgramName}, from {entry.CgroupPath}, held by {string.Join(", ", entry.Holders)}"); // also what is inherited
        // end example
        Assert.Contains($"count_egress, from {path}, held by", Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_is_put_at_the_front()
    {
        Requires.Order();
        using BpfObject counting = Load("counter.bpf.o", "count_egress");
        BpfProgram program = counting.Programs["count_egress"];
        string path = _directory.Path;

        // example: Cgroup.Change
        using var web = Cgroup.Open(path);
        CgroupChangeResult? changed = web.Change(BpfAttachType.CgroupInetEgress, list =>
            list.IndexOfProgram(program.Info.Id) == 0 ? null   // there already: nothing to do
            : CgroupChange.Insert(program, 0));                // asked again if another process changes the list meanwhile
        // end example
        using var attachment = (IDisposable?)changed?.Attachment;
        Assert.Equal([program.Info.Id], web.Query(BpfAttachType.CgroupInetEgress).Ids);
    }
}
