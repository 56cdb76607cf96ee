using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>Several threads change, detach and dispose of one attachment at once.</summary>
public sealed class RaceTests
{
    private const int Rounds = 100;

    [Theory]
    [InlineData("cgroup, multi")]
    [InlineData("cgroup, override")]
    [InlineData("cgroup, alone")]
    [InlineData("xdp")]
    [InlineData("tc filter")]
    [InlineData("tcx")]
    [InlineData("cgroup link")]
    [InlineData("xdp link")]
    [InlineData("tcx link")]
    public void Replaced_detached_and_disposed_of_twice_at_once_nothing_stays_attached(string kind)
    {
        using RaceScene scene = RaceScene.Of(kind);
        using Race race = new(runners: 4);
        for (int round = 0; round < Rounds; round++)
        {
            IBpfAttachment attachment = scene.Attach(scene);
            Exception?[] outcomes = race.Run(() => scene.Replace?.Invoke(scene, attachment), attachment.Detach, attachment.Dispose, attachment.Dispose);
            AssertNothingLeft(scene, round);
            Race.Allow(outcomes[..2], static told => told is ObjectDisposedException or BpfAttachException { Reason: BpfAttachError.NotAttached or BpfAttachError.LinkDefunct });
            Race.Allow(outcomes[2..], static _ => false);
        }
    }

    [Theory]
    [InlineData("cgroup, multi")]
    [InlineData("xdp")]
    [InlineData("tc filter")]
    [InlineData("tcx")]
    [InlineData("cgroup link")]
    [InlineData("tcx link")]
    public void Who_is_not_refused_to_disconnect_leaves_the_program_attached(string kind)
    {
        using RaceScene scene = RaceScene.Of(kind);
        using Race race = new(runners: 3);
        for (int round = 0; round < Rounds; round++)
        {
            using IBpfAttachment attachment = scene.Attach(scene);
            uint id = attachment.ProgramId;
            Exception?[] outcomes = race.Run(attachment.Dispose, attachment.Disconnect, attachment.Dispose);
            Race.Allow(outcomes, static told => told is ObjectDisposedException);
            if (outcomes[1] is not null)
            {
                AssertNothingLeft(scene, round);
                continue;
            }

            Assert.True(scene.Programs().SequenceEqual([id]), $"In round {round} the attachment was disconnected, and its program is gone.");
            return;
        }

        Assert.Fail("The attachment was never disconnected.");
    }

    [Theory]
    [InlineData(CgroupAttachMode.AllowMulti)]
    [InlineData(CgroupAttachMode.AllowOverride)]
    public void Disposed_of_while_its_program_is_replaced_the_new_program_goes(CgroupAttachMode mode)
    {
        using TestCgroup directory = TestCgroup.Create();
        CgroupAttachment? attachment = null;
        using Meanwhile dispose = new(() => attachment!.Dispose());
        OvertakenKernel kernel = new(dispose.Begin, SystemCall.Bpf, BpfCommand.ProgAttach) { IsAfter = true };
        kernel.Stop();
        using AttachedProgram first = AttachedProgram.Load("count_egress", kernel, fixture: "counter"), second = AttachedProgram.Load("count_egress", kernel, fixture: "counter");
        using Cgroup cgroup = Cgroup.Open(directory.Path, kernel);
        attachment = first.Program.AttachCgroupLegacy(cgroup, new() { Mode = mode });
        kernel.Start();
        attachment.Replace(second.Program);
        dispose.End();
        Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
    }

    [Fact]
    public void Of_two_who_pin_at_once_one_is_refused()
    {
        Requires.Root();
        using var fileSystem = TestBpfFs.Mount();
        using TestCgroup directory = TestCgroup.Create();
        CgroupLink? link = null;
        using Meanwhile pin = new(() => Assert.Throws<InvalidOperationException>(() => link!.Pin(fileSystem["second"])));
        OvertakenKernel kernel = new(pin.Begin, SystemCall.Bpf, BpfCommand.ObjPin);
        using AttachedProgram program = AttachedProgram.Load("count_egress", kernel, fixture: "counter");
        using Cgroup cgroup = Cgroup.Open(directory.Path, kernel);
        link = program.Program.AttachCgroup(cgroup);
        link.Pin(fileSystem["first"]);
        pin.End();
        Assert.Equal((fileSystem["first"], false), (link.PinPath, File.Exists(fileSystem["second"])));
        link.Unpin();
        link.Dispose();
    }

    private static void AssertNothingLeft(RaceScene scene, int round)
    {
        uint[] left = [.. scene.Programs()];
        Assert.True(left.Length == 0, $"After round {round} program {string.Join(", ", left)} is attached still.");
        IEnumerable<RecordedAttachment> recorded = OwnerRecords.Files(Kernel.Running)
            .Where(static file => file.Owner == OwnerIdentity.OfThis(Kernel.Running))
            .SelectMany(static file => RecordFile.Read(Kernel.Running, file.Path));
        Assert.DoesNotContain(recorded, scene.Owns);
    }
}
