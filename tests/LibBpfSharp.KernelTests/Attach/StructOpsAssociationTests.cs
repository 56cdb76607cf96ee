using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>Programs tied to the operations that kfuncs they call are asked about.</summary>
public sealed class StructOpsAssociationTests : IDisposable
{
    private readonly BpfObject _controls;
    private readonly BpfObject _counter;

    public StructOpsAssociationTests()
    {
        Requires.Root();
        Requires.Kernel(6, 4, "struct_ops links");
        _controls = BpfObject.Open(BpfFixtures.Path("tcp_controls"));
        _counter = BpfObject.Open(BpfFixtures.Path("counter"));
        _controls.Load();
        _counter.Load();
    }

    public void Dispose()
    {
        _counter.Dispose();
        _controls.Dispose();
    }

    [Fact]
    public void A_program_is_tied_to_one_map_for_good()
    {
        BpfProgram program = _counter.Programs[0];
        try
        {
            program.AssociateStructOps(_controls.Maps["linked"]);
        }
        catch (BpfNotSupportedException lacking)
        {
            Assert.Equal((Errno.EINVAL, BpfCommand.ProgAssocStructOps, new Version(7, 0)), (lacking.Errno, lacking.Command, lacking.Since));
            Assert.SkipUnless(Requires.Running >= new Version(7, 0), lacking.Message);
            throw;
        }

        program.AssociateStructOps(_controls.Maps["linked"]);
        BpfAttachException tied = Assert.Throws<BpfAttachException>(() => program.AssociateStructOps(_controls.Maps["successor"]));
        Assert.Equal((BpfAttachError.TargetBusy, Errno.EBUSY), (tied.Reason, tied.Errno));

        // The program holds the map.
        uint map = _controls.Maps["linked"].Info.Id;
        _controls.Dispose();
        KernelObjects.OpenMap(map).Dispose();
        _counter.Dispose();
        Eventually.True(() => KernelObjects.EnumerateMaps().All(info => info.Id != map));
    }

    [Fact]
    public void Operations_themselves_and_other_maps_are_refused()
    {
        BpfProgram operation = _controls.Programs.First(program => program.IsLoaded);
        Assert.Throws<InvalidOperationException>(() => operation.AssociateStructOps(_controls.Maps["linked"]));
        Assert.Throws<InvalidOperationException>(() => _counter.Programs[0].AssociateStructOps(_counter.Maps["counters"]));
    }
}
