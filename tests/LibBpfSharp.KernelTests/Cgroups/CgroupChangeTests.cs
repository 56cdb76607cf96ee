using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Changes of a list that are computed on it as it was read, and made only if it still is so.</summary>
public sealed class CgroupChangeTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _first = TestProgram.Allow();
    private readonly BpfProgram _second = TestProgram.Allow();
    private readonly BpfProgram _third = TestProgram.Allow();

    public CgroupChangeTests() => _cgroup = Cgroup.Open(_directory.Path);

    private (uint First, uint Second, uint Third) Ids => (TestProgram.IdOf(_first), TestProgram.IdOf(_second), TestProgram.IdOf(_third));

    public void Dispose()
    {
        _third.Dispose();
        _second.Dispose();
        _first.Dispose();
        _cgroup.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void No_change_is_made_of_nothing()
    {
        Assert.All<Action>(
            [() => CgroupChange.Remove((CgroupLink)null!), () => CgroupChange.Replace((CgroupLink)null!, _first), () => CgroupChange.Exchange(null!, _first), () => CgroupChange.Insert(null!)],
            change => Assert.Throws<ArgumentNullException>(change));
        Assert.Throws<ArgumentException>("programs", () => _cgroup.DetachAll([_first, null!]));
    }

    [Fact]
    public void A_link_is_inserted_where_the_preview_shows_it()
    {
        Requires.Order();
        using CgroupLink a = _cgroup.Attach(_first, Egress);
        using CgroupLink b = _cgroup.Attach(_second, Egress);
        for (int index = 0; index <= 2; index++)
        {
            int place = index;
            IReadOnlyList<uint> preview = _cgroup.Preview(Egress, _ => CgroupChange.Insert(_third, place));
            Assert.Equal(2, _cgroup.Query(Egress).Programs.Count);
            CgroupChangeResult result = Made(_ => CgroupChange.Insert(_third, place));
            using ICgroupAttachment inserted = result.Attachment!;
            Assert.Equal(preview, _cgroup.Query(Egress).Ids);
            Assert.Equal(Ids.Third, preview[place]);
            Assert.Equal((1, CgroupInterim.None), (result.Attempts, result.Interim));
            Assert.Equal([a.Id, b.Id], result.Before.Slots.Select(slot => slot.LinkId!.Value));
        }
    }

    [Fact]
    public void A_legacy_attachment_is_inserted_replaced_moved_and_removed()
    {
        Requires.Order();
        using CgroupAttachment a = _cgroup.AttachLegacy(_first, Egress);
        using CgroupAttachment b = (CgroupAttachment)Made(list => CgroupChange.InsertLegacy(_second, list.IndexOfProgram(Ids.First))).Attachment!;
        Assert.Equal([Ids.Second, Ids.First], _cgroup.Query(Egress).Ids);

        using ICgroupAttachment c = Made(_ => CgroupChange.Replace(_second, _third)).Attachment!;
        Assert.Equal([Ids.Third, Ids.First], _cgroup.Query(Egress).Ids);

        CgroupChangeResult moved = Changed(_ => CgroupChange.Move(_third, 1));
        Assert.Equal((false, CgroupInterim.Neither, true), (moved.IsAtomic, moved.Interim, moved.IsAsPreviewed));
        Assert.Equal([Ids.First, Ids.Third], moved.After.Ids);

        Assert.Null(Made(_ => CgroupChange.Remove(_third)).Attachment);
        Assert.Equal([Ids.First], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void A_linked_program_is_replaced_moved_and_removed()
    {
        Requires.Order();
        using CgroupLink a = _cgroup.Attach(_first, Egress);
        using CgroupLink b = _cgroup.Attach(_second, Egress);
        Made(_ => CgroupChange.Replace(a, _third));
        Assert.Equal([Ids.Third, Ids.Second], _cgroup.Query(Egress).Ids);

        CgroupChangeResult moved = Changed(list => CgroupChange.Exchange(a, _third, list.Count));
        using ICgroupAttachment again = moved.Attachment!;
        Assert.Equal((false, CgroupInterim.Both, true), (moved.IsAtomic, moved.Interim, moved.IsAsPreviewed));
        Assert.Equal([Ids.Second, Ids.Third], moved.After.Ids);
        Made(_ => CgroupChange.Remove(b));
        Assert.Equal([Ids.Third], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void A_list_that_changes_meanwhile_is_read_and_decided_anew()
    {
        Requires.Order();
        List<CgroupLink> intruders = [];
        try
        {
            CgroupChangeResult result = Made(list =>
            {
                if (intruders.Count < 2) intruders.Add(_cgroup.Attach(_first, Egress));
                return CgroupChange.Insert(_second, list.Count / 2);
            });
            using ICgroupAttachment inserted = result.Attachment!;
            Assert.Equal(3, result.Attempts);
            Assert.Equal([Ids.First, Ids.Second, Ids.First], _cgroup.Query(Egress).Ids);
        }
        finally
        {
            intruders.ForEach(link => link.Dispose());
        }
    }

    [Fact]
    public void A_list_that_never_rests_is_given_up()
    {
        Requires.Order();
        List<CgroupLink> intruders = [];
        try
        {
            var refused = Assert.Throws<BpfAttachException>(() => _cgroup.Change(Egress, _ =>
            {
                intruders.Add(_cgroup.Attach(_first, Egress));
                return CgroupChange.Insert(_second);
            }, new() { MostAttempts = 3 }));
            Assert.Equal((BpfAttachError.RevisionChanged, Errno.ESTALE, 3), (refused.Reason, refused.Errno, intruders.Count));
            Assert.Contains("with programs", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Ids.Second, _cgroup.Query(Egress).Ids);
        }
        finally
        {
            intruders.ForEach(link => link.Dispose());
        }
    }

    [Fact]
    public void A_program_that_is_exchanged_under_a_link_meanwhile_is_not_replaced()
    {
        using CgroupLink link = _cgroup.Attach(_first, Egress);
        int calls = 0;
        CgroupChangeResult result = Changed(list =>
        {
            if (calls++ == 0) link.Update(_second);
            return list.Ids[0] == Ids.First ? CgroupChange.Replace(link, _third) : CgroupChange.Remove(link);
        });
        Assert.Equal(2, result.Attempts);
        Assert.Empty(_cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void A_move_that_is_overtaken_loses_no_program()
    {
        Requires.Order();
        using CgroupAttachment a = _cgroup.AttachLegacy(_first, Egress);
        using CgroupAttachment b = _cgroup.AttachLegacy(_second, Egress);
        CgroupAttachment? intruder = null;
        OvertakenKernel kernel = new(() => intruder = _cgroup.AttachLegacy(_third, Egress), SystemCall.Bpf, BpfCommand.ProgDetach) { IsAfter = true };
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram moved = TestProgram.Through(kernel, _first);
        CgroupChangeResult result = cgroup.Change(Egress, _ => CgroupChange.Move(moved, 1))!;
        Assert.Equal(2, result.Attempts);
        Assert.Equal([Ids.Second, Ids.First, Ids.Third], _cgroup.Query(Egress).Ids);
        intruder!.Dispose();
    }

    [Fact]
    public void A_move_that_is_refused_loses_no_program()
    {
        using CgroupAttachment a = _cgroup.AttachLegacy(_first, Egress);
        using CgroupAttachment b = _cgroup.AttachLegacy(_second, Egress);
        FailingKernel kernel = FailingKernel.At(Kernel.Running, BpfCommand.ProgAttach, Errno.EPERM);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram moved = TestProgram.Through(kernel, _first);
        Assert.Throws<BpfPermissionException>(() => cgroup.Change(Egress, _ => CgroupChange.Move(moved, 1)));
        Assert.Equal([Ids.Second, Ids.First], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void A_program_that_went_from_under_a_link_meanwhile_is_no_error()
    {
        BpfProgram passing = TestProgram.Allow();
        uint id = TestProgram.IdOf(passing);
        using CgroupLink link = _cgroup.Attach(passing, Egress);
        int calls = 0;
        CgroupChangeResult result = Changed(_ =>
        {
            if (calls++ > 0) return CgroupChange.Replace(link, _third);
            link.Update(_second);
            passing.Dispose();
            Eventually.True(() => KernelObjects.EnumeratePrograms().All(program => program.Id != id));
            return CgroupChange.Replace(link, _third);
        });
        Assert.Equal(2, result.Attempts);
        Assert.Equal([Ids.Third], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void What_is_not_in_the_list_or_has_no_place_is_refused_before_anything_is_done()
    {
        using CgroupAttachment a = _cgroup.AttachLegacy(_first, Egress);
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(() => Changed(_ => CgroupChange.Remove(_second))).Reason);
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(() => Changed(_ => CgroupChange.Replace(_second, _third))).Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => Changed(_ => CgroupChange.Insert(_second, 2)));
        Assert.Null(_cgroup.Change(Egress, _ => null));
        Assert.Equal([Ids.First], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void A_place_between_the_other_kind_is_refused_by_name()
    {
        using CgroupAttachment a = _cgroup.AttachLegacy(_first, Egress);
        using CgroupAttachment b = _cgroup.AttachLegacy(_second, Egress);
        var refused = Assert.Throws<BpfAttachException>(() => Changed(_ => CgroupChange.Insert(_third, 1)));
        Assert.Equal(BpfAttachError.InvalidOptions, refused.Reason);
        Assert.Contains("Legacy", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_revisions_a_change_is_made_and_said_not_to_be_atomic()
    {
        OlderKernel kernel = new(6, 12);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        Assert.Equal(new Version(6, 17), Assert.Throws<BpfNotSupportedException>(() => cgroup.Change(Egress, _ => CgroupChange.Insert(program), new() { RequireRevisions = true })).Since);
        CgroupChangeResult result = cgroup.Change(Egress, _ => CgroupChange.Insert(program))!;
        using ICgroupAttachment inserted = result.Attachment!;
        Assert.Equal((false, true), (result.IsAtomic, result.IsAsPreviewed));

        // Nothing tells of the one who comes in between, but that the list is not as previewed.
        List<CgroupLink> intruders = [];
        CgroupChangeResult overtaken = cgroup.Change(Egress, _ =>
        {
            intruders.Add(_cgroup.Attach(_first, Egress));
            return CgroupChange.Remove((CgroupLink)inserted);
        })!;
        intruders.ForEach(link => link.Dispose());
        Assert.Equal((false, false, 1), (overtaken.IsAtomic, overtaken.IsAsPreviewed, overtaken.Attempts));
    }

    [Fact]
    public void All_programs_of_ours_are_detached_and_those_of_others_stay()
    {
        using CgroupLink link = _cgroup.Attach(_first, Egress);
        using CgroupLink other = _cgroup.Attach(_first, BpfAttachType.CgroupInetIngress);
        using CgroupAttachment legacy = _cgroup.AttachLegacy(_second, Egress);
        using CgroupLink foreign = _cgroup.Attach(_third, Egress);
        Assert.Equal(3, _cgroup.DetachAll([_first, _second]));
        Assert.True(link.IsDefunct);
        Assert.True(other.IsDefunct);
        Assert.Equal([Ids.Third], _cgroup.Query(Egress).Ids);
        Assert.Equal(0, _cgroup.DetachAll([_first, _second]));
    }

    [Fact]
    public void A_link_that_goes_while_all_are_detached_is_no_error()
    {
        CgroupLink going = _cgroup.Attach(_first, Egress);
        OvertakenKernel kernel = new(going.Dispose, SystemCall.Bpf, BpfCommand.LinkGetFdById) { Id = going.Id, Nth = 2 };
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        Assert.Equal(0, cgroup.DetachAll([_first]));
        Assert.Empty(_cgroup.Query(Egress).Ids);
    }

    private CgroupChangeResult Changed(Func<CgroupSlots, CgroupChange?> compute) => _cgroup.Change(Egress, compute)!;

    /// <summary>A change that is atomic and led where it was to lead.</summary>
    private CgroupChangeResult Made(Func<CgroupSlots, CgroupChange?> compute)
    {
        CgroupChangeResult result = Changed(compute);
        Assert.True(result.IsAtomic);
        Assert.True(result.IsAsPreviewed);
        return result;
    }
}
