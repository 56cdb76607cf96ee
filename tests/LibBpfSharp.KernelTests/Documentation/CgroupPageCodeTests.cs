using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Documentation;

/// <summary>The code of docs/cgroup.md, run.</summary>
public sealed class CgroupPageCodeTests : IDisposable
{
    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();

    public void Dispose()
    {
        _fileSystem.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_link_is_taken_over()
    {
        string pin = _fileSystem["link"];
        using (BpfObject first = Loaded())
        using (CgroupLink left = first.Programs["count_egress"].AttachCgroup(_directory.Path)) left.Pin(pin);

        using BpfObject next = Loaded();

        // snippet: take-over-a-link
        using var link = CgroupLink.OpenPinned(pin);           // what the process before left running
        link.Update(next.Programs["count_egress"]);            // no packet goes unseen, none is seen twice
        // end snippet
        Assert.Equal(next.Programs["count_egress"].Info.Id, link.ProgramId);
    }

    [Fact]
    public void A_generation_takes_over()
    {
        (string pins, string file, string web) = (_fileSystem["web"], BpfFixtures.Path("generation"), _directory.Path);
        for (int start = 1; start <= 2; start++)
        {
            // snippet: swap-a-generation
            using var deployment = BpfDeployment.Open(pins);  // settles what a crash has left
            using var next = BpfObject.Open(file);            // open and configured, not loaded
            BpfGeneration running = deployment.Swap(next, new()
            {
                Hooks = [BpfHook.CgroupLink("ingress", web), BpfHook.CgroupLink("egress", web)],
            });
            using BpfMap seen = running.OpenMap("seen");      // with all that earlier generations counted
            // end snippet
            Assert.Equal(start, running.Number);
            Assert.Equal(start - 1, seen.AsArray<long>()[0]);
            using var traffic = Traffic.In(web);
            traffic.Send(1);
            Assert.Equal(start, seen.AsArray<long>()[0]);
        }
    }

    [Fact]
    public void A_list_is_joined()
    {
        Requires.Order();
        using BpfProgram other = TestProgram.Allow();
        using BpfProgram program = TestProgram.Allow();
        using var web = Cgroup.Open(_directory.Path);
        using CgroupLink otherLink = web.Attach(other, BpfAttachType.CgroupInetEgress);
        (uint ours, uint theirs) = (TestProgram.IdOf(program), otherLink.Id);
        for (int round = 0; round < 2; round++)
        {
            // snippet: join-a-list
            CgroupChangeResult? joined = web.Change(BpfAttachType.CgroupInetEgress, list =>
                list.IndexOfProgram(ours) >= 0 ? null                      // there already
                : CgroupChange.Insert(program, list.IndexOfLink(theirs))); // right before theirs
            // end snippet
            Assert.Equal(round > 0, joined is null);
            ((CgroupLink?)joined?.Attachment)?.Disconnect();
            Assert.Equal([ours, TestProgram.IdOf(other)], web.Query(BpfAttachType.CgroupInetEgress).Ids);
        }

        Assert.Equal(1, web.DetachAll([program]));
    }

    private static BpfObject Loaded()
    {
        var bpf = BpfObject.Open(BpfFixtures.Path("counter"));
        bpf.Load();
        return bpf;
    }
}
