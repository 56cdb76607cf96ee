using System.Globalization;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Leftovers;

/// <summary>What processes that were killed left in the kernel is found and removed, and nothing else.</summary>
public sealed class LeftoverTests
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private static readonly OwnerIdentity s_self = OwnerIdentity.OfThis(Kernel.Running);
    private static readonly string s_definitions = ProbeKind.User.DefinitionsOf(Kernel.Running);

    public LeftoverTests() => Requires.Root();

    [Fact]
    public void A_legacy_attachment_of_a_killed_process_is_removed()
    {
        using var directory = TestCgroup.Create();
        using var cgroup = Cgroup.Open(directory.Path);
        using var attacher = ChildProcess.Start(nameof(LegacyAttacher), directory.Path);
        attacher.Expect("attached");

        Assert.DoesNotContain(BpfLeftovers.Sweep(), leftover => leftover.ProcessId == attacher.Id);
        Assert.Single(cgroup.Query(Egress).Ids);

        attacher.Kill();
        uint program = Assert.Single(cgroup.Query(Egress).Ids);
        BpfLeftover found = Assert.Single(BpfLeftovers.Find(), leftover => leftover.ProcessId == attacher.Id);
        Assert.Equal(BpfLeftoverKind.CgroupProgram, found.Kind);
        Assert.Contains($"program {program} on", found.Name, StringComparison.Ordinal);
        Assert.False(found.IsRemoved);

        Assert.Equal(found with { IsRemoved = true }, Assert.Single(BpfLeftovers.Sweep(), leftover => leftover.ProcessId == attacher.Id));
        Assert.Empty(cgroup.Query(Egress).Ids);
        Assert.DoesNotContain(OwnerRecords.Files(Kernel.Running), file => file.Owner.ProcessId == attacher.Id);
    }

    [Fact]
    public void What_a_killed_process_did_not_attach_stays_on_the_cgroup()
    {
        using var directory = TestCgroup.Create();
        using var cgroup = Cgroup.Open(directory.Path);
        using BpfProgram foreign = TestProgram.Allow();
        using CgroupAttachment attachment = cgroup.AttachLegacy(foreign, Egress);
        attachment.Disconnect();
        using var attacher = ChildProcess.Start(nameof(LegacyAttacher), directory.Path);
        attacher.Expect("attached");
        attacher.Kill();
        Assert.Equal(2, cgroup.Query(Egress).Ids.Count);

        BpfLeftovers.Sweep();
        Assert.Equal([attachment.ProgramId], cgroup.Query(Egress).Ids);
        cgroup.Detach(foreign, Egress);
    }

    [Fact]
    public void A_program_that_a_living_process_took_over_stays()
    {
        using var directory = TestCgroup.Create();
        using var cgroup = Cgroup.Open(directory.Path);
        using BpfProgram program = TestProgram.Allow();
        using CgroupAttachment attachment = cgroup.AttachLegacy(program, Egress);
        string record = Record(new RecordedCgroupProgram(cgroup.Path, cgroup.Id, Egress, attachment.ProgramId), s_self with { ProcessId = int.MaxValue });

        BpfLeftovers.Sweep();
        Assert.Single(cgroup.Query(Egress).Ids);
        Assert.False(File.Exists(record));
    }

    [Fact]
    public void A_record_of_a_reused_process_number_is_known_by_the_start_time()
    {
        using var directory = TestCgroup.Create();
        using var cgroup = Cgroup.Open(directory.Path);
        using BpfProgram program = TestProgram.Allow();
        using CgroupAttachment attachment = cgroup.AttachLegacy(program, Egress);
        attachment.Disconnect();
        OwnerIdentity former = s_self with { StartTime = s_self.StartTime - 1000 };
        RecordedCgroupProgram listed = new(cgroup.Path, cgroup.Id, Egress, attachment.ProgramId);

        // Its own record of today says the same number and another start: alive.
        string living = Record(listed, s_self);
        BpfLeftovers.Sweep();
        Assert.Single(cgroup.Query(Egress).Ids);
        File.Delete(living);

        string record = Record(listed, former);
        Assert.Single(BpfLeftovers.Sweep(), leftover => leftover.ProcessId == former.ProcessId && leftover.IsRemoved);
        Assert.Empty(cgroup.Query(Egress).Ids);
        Assert.False(File.Exists(record));
    }

    [Theory]
    [InlineData("program")]
    [InlineData("cgroup")]
    [InlineData("namespace")]
    public void What_is_not_exactly_as_recorded_stays(string differing)
    {
        using var directory = TestCgroup.Create();
        using var cgroup = Cgroup.Open(directory.Path);
        using BpfProgram program = TestProgram.Allow();
        using CgroupAttachment attachment = cgroup.AttachLegacy(program, Egress);
        attachment.Disconnect();
        RecordedCgroupProgram listed = new(
            cgroup.Path, cgroup.Id + (differing == "cgroup" ? 1u : 0), Egress, attachment.ProgramId + (differing == "program" ? 1u : 0));
        OwnerIdentity owner = s_self with { ProcessId = int.MaxValue };
        if (differing == "namespace") owner = owner with { PidNamespace = owner.PidNamespace + 1 };
        string record = Record(listed, owner);

        Assert.DoesNotContain(BpfLeftovers.Sweep(), leftover => leftover.ProcessId == owner.ProcessId);
        Assert.Single(cgroup.Query(Egress).Ids);
        Assert.Equal(differing == "namespace", File.Exists(record));
        File.Delete(record);
        cgroup.Detach(program, Egress);
    }

    [Fact]
    public void A_probe_in_tracefs_of_a_killed_process_is_removed_and_a_foreign_one_is_not()
    {
        Assert.SkipUnless(File.Exists(s_definitions), $"this kernel or mount table has no {s_definitions}");
        string foreign = $"lbst_{Environment.ProcessId}/foreign";
        Append($"p:{foreign} /bin/sh:0x1000");
        try
        {
            using var leaver = ChildProcess.Start(nameof(ProbeLeaver));
            leaver.Expect("attached");
            string mark = string.Create(CultureInfo.InvariantCulture, $"_{leaver.Id}_");
            BpfLeftovers.Sweep();
            Assert.Contains(mark, File.ReadAllText(s_definitions), StringComparison.Ordinal);

            leaver.Kill();
            Assert.Contains(mark, File.ReadAllText(s_definitions), StringComparison.Ordinal);
            BpfLeftover removed = Assert.Single(BpfLeftovers.Sweep(), leftover => leftover.ProcessId == leaver.Id);
            Assert.True(removed is { Kind: BpfLeftoverKind.TraceFsProbe, IsRemoved: true, Failure: null }, removed.Failure?.Message);
            string left = File.ReadAllText(s_definitions);
            Assert.DoesNotContain(mark, left, StringComparison.Ordinal);
            Assert.Contains(foreign, left, StringComparison.Ordinal);
        }
        finally
        {
            Append($"-:{foreign}");
        }
    }

    private static void Append(string line) => Assert.Equal(Errno.None, Kernel.Running.TryAppendLine(s_definitions, line));

    private static string Record(RecordedAttachment attachment, OwnerIdentity owner)
    {
        Directory.CreateDirectory(OwnerRecords.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string path = Path.Combine(OwnerRecords.Folder, owner.ToString());
        File.WriteAllText(path, attachment.ToLine() + "\n");
        return path;
    }
}
