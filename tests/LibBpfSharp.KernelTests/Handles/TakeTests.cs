using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Handles;

/// <summary>Maps, programs and attachments taken out of their object, which they outlive.</summary>
public sealed class TakeTests : IDisposable
{
    private static readonly byte[] s_written = [.. Enumerable.Range(1, 24).Select(value => (byte)value)];

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly BpfObject _object = BpfObject.Open(BpfFixtures.Path("attach_all"));

    public void Dispose()
    {
        _object.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_program_that_was_taken_is_attached_when_the_object_is_disposed()
    {
        Load();
        BpfProgram program = _object.Programs["second"];
        using (BpfProgram taken = _object.Take(program))
        {
            Assert.Same(program, taken);
            Assert.Same(taken, _object.Programs["second"]);
            _object.Dispose();
            using CgroupLink link = taken.AttachCgroup(_directory.Path);
            Assert.Equal(taken.Info.Id, link.ProgramId);
        }

        Assert.False(program.IsLoaded);
    }

    [Fact]
    public void A_data_section_that_was_taken_keeps_its_variables()
    {
        Load();
        BpfVariable hits = _object.Variables["hits"];
        using BpfMap taken = _object.Take(hits.Map);
        _object.Dispose();
        hits.SetBytes(s_written);
        Assert.Equal(s_written, hits.GetBytes());
        taken.Dispose();
        Assert.Throws<ObjectDisposedException>(() => hits.GetBytes());
    }

    [Fact]
    public void A_buffer_that_was_taken_or_duplicated_knows_the_type_of_its_records()
    {
        using BpfObject typed = BpfObject.Open(BpfFixtures.Path("typed_ring"));
        typed.Maps["records"].ValueSize = 0;
        typed.Load();
        BpfMap buffer = typed.Maps["records"];
        string name = buffer.RecordType!.Value.Name;
        using BpfMap taken = typed.Take(buffer), copy = buffer.Duplicate();
        Assert.Equal((name, name), (taken.RecordType?.Name, copy.RecordType?.Name));
    }

    [Fact]
    public void An_attachment_that_was_taken_outlives_the_object_and_is_not_made_again()
    {
        Load();
        AttachAll();
        using var cgroup = Cgroup.Open(_directory.Path);
        IBpfAttachment attachment = _object.Attachments["second"];
        using (IBpfAttachment taken = _object.Take(attachment))
        {
            Assert.Same(attachment, taken);
            Assert.DoesNotContain("second", _object.Attachments.Keys);
            Assert.Throws<ArgumentException>(() => _object.Take(attachment));
            _object.DetachAll();
            AttachAll();
            Assert.Equal(["first", "third"], _object.Attachments.Keys);
            _object.Dispose();
            Assert.Equal([taken.ProgramId], cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
        }

        Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
    }

    [Fact]
    public void What_was_taken_is_passed_over_when_all_are_attached()
    {
        Load();
        using BpfProgram taken = _object.Take(_object.Programs["second"]);
        AttachAll();
        Assert.Equal(["first", "third"], _object.Attachments.Keys);
    }

    [Fact]
    public void Nothing_is_taken_too_early_twice_too_late_or_of_another_object()
    {
        BpfProgram program = _object.Programs["second"];
        BpfMap map = _object.Variables["hits"].Map;
        Assert.Contains("call Load", Assert.Throws<InvalidOperationException>(() => _object.Take(program)).Message, StringComparison.Ordinal);
        Load();
        using BpfProgram taken = _object.Take(program), copy = program.Duplicate();
        using BpfMap takenMap = _object.Take(map), copiedMap = map.Duplicate();
        Assert.Contains("was taken out of object 'attach_all' before", Assert.Throws<InvalidOperationException>(() => _object.Take(program)).Message, StringComparison.Ordinal);
        Assert.Contains("was taken out of object 'attach_all' before", Assert.Throws<InvalidOperationException>(() => _object.Take(map)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _object.Take(_object.Programs["not_loaded"]));
        Assert.Contains("is not of object 'attach_all'", Assert.Throws<ArgumentException>(() => _object.Take(copy)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _object.Take(copiedMap));
        _object.Programs["first"].Dispose();
        Assert.Throws<ObjectDisposedException>(() => _object.Take(_object.Programs["first"]));
        AttachAll(except: "first");
        IBpfAttachment attachment = _object.Attachments["third"];
        _object.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _object.Take(_object.Programs["third"]));
        Assert.Throws<ObjectDisposedException>(() => _object.Take(map));
        Assert.Throws<ObjectDisposedException>(() => _object.Take(attachment));
        Assert.True(taken.IsLoaded && takenMap.IsLoaded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Operations_are_registered_when_their_object_is_disposed(bool isTaken)
    {
        Requires.Root();
        Requires.Kernel(6, 4, "struct_ops links");
        int before = OpenDescriptors.Count();
        using BpfObject controls = BpfObject.Open(BpfFixtures.Path("tcp_controls")), unheld = BpfObject.Open(BpfFixtures.Path("tcp_controls"));
        controls.Load();
        unheld.Load();
        uint array = controls.Maps["jumps"].Info.Id;
        BpfMap linked = controls.Maps["linked"];
        using (BpfMap kept = isTaken ? controls.Take(linked) : linked.Duplicate())
        {
            controls.Dispose();
            using StructOpsLink link = kept.AttachStructOps();
            Assert.Equal(kept.Info.Id, ((StructOpsLinkInfo)link.Info).MapId);
            kept.Dispose();
            uint other = unheld.Maps["jumps"].Info.Id;
            unheld.Dispose();
            Eventually.True(() => !IsThere(other));
            Assert.True(IsThere(array));
        }

        Eventually.True(() => !IsThere(array));
        Assert.Equal(before, OpenDescriptors.Count());
    }

    [Fact]
    public void A_registration_holds_the_program_arrays_of_the_operations_it_is_given_later()
    {
        Requires.Root();
        Requires.Kernel(6, 4, "struct_ops links");
        BpfObject[] objects = [.. Enumerable.Range(0, 3).Select(_ => BpfObject.Open(BpfFixtures.Path("tcp_controls")))];
        foreach (BpfObject loaded in objects) loaded.Load();
        using BpfObject first = objects[0], second = objects[1], unheld = objects[2];
        uint array = second.Maps["jumps"].Info.Id;
        using (StructOpsLink link = first.Maps["linked"].AttachStructOps())
        {
            link.Update(second.Maps["successor"]);
            uint other = unheld.Maps["jumps"].Info.Id;
            second.Dispose();
            unheld.Dispose();
            Eventually.True(() => !IsThere(other));
            Assert.True(IsThere(array));
        }

        Eventually.True(() => !IsThere(array));
    }

    /// <summary>Whether a map is there. It is not opened for that: a descriptor would give a program array a new life while the kernel ends it, in its own time.</summary>
    private static bool IsThere(uint map)
    {
        uint next = map - 1;
        return Kernel.Running.NextId(BpfCommand.MapGetNextId, ref next) >= 0 && next == map;
    }

    private void Load()
    {
        foreach (BpfProgram program in _object.Programs) program.AutoLoad = program.Name is "first" or "second" or "third";
        _object.Load();
    }

    private void AttachAll(string? except = null)
    {
        foreach (BpfProgram program in _object.Programs) program.AutoAttach = program.IsLoaded && program.Name != except;
        _object.AttachAll(new() { Defaults = new() { Cgroup = _directory.Path } });
    }
}
