using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Pinning;

public sealed class PinTests : IDisposable
{
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly BpfProgram _program = TestProgram.Allow();

    public void Dispose()
    {
        _program.Dispose();
        _fileSystem.Dispose();
    }

    [Fact]
    public void Program_lives_in_its_pin_and_goes_with_it()
    {
        string path = _fileSystem["a/b/program"];
        BpfFs.Pin(_program, path);
        Assert.Equal(BpfPinKind.Program, BpfFs.GetKind(path));
        Assert.Equal(BpfPinKind.Directory, BpfFs.GetKind(_fileSystem["a"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_fileSystem["a/b"]));

        uint id = TestProgram.IdOf(_program);
        _program.Dispose();
        using (BpfProgram same = BpfFs.OpenProgram(path)) Assert.Equal(id, TestProgram.IdOf(same));

        BpfFs.Unpin(path);
        Eventually.True(() => KernelObjects.EnumeratePrograms().All(program => program.Id != id));
        Assert.Equal(BpfPinKind.Unknown, BpfFs.GetKind(path));
        Assert.Equal(BpfPinError.NotFound, Assert.Throws<BpfPinException>(() => BpfFs.OpenProgram(path)).Reason);
        Assert.Equal(BpfPinError.NotFound, Assert.Throws<BpfPinException>(() => BpfFs.Unpin(path)).Reason);
    }

    [Fact]
    public void Map_keeps_its_content_in_its_pin()
    {
        const long Content = 0x1234_5678_9abc;
        using (BpfMap map = BpfMap.Create(new() { Type = BpfMapType.Array, KeySize = sizeof(uint), ValueSize = sizeof(long), MaxEntries = 1 }))
        {
            map.AsArray<long>()[0] = Content;
            map.Pin(_fileSystem["counter"]);
        }

        using BpfMap again = BpfFs.OpenMap(_fileSystem["counter"]);
        Assert.Equal(Content, TestProgram.ReadCounter(again));
    }

    [Fact]
    public void Link_remembers_its_pin()
    {
        using var directory = TestCgroup.Create();
        using var cgroup = Cgroup.Open(directory.Path);
        string path = _fileSystem["link"];
        using (CgroupLink link = cgroup.Attach(_program, BpfAttachType.CgroupInetEgress))
        {
            link.Pin(path);
            Assert.Equal(path, link.PinPath);
            Assert.False(link.DetachesWithOwner);
            Assert.Throws<InvalidOperationException>(() => link.Pin(_fileSystem["other"]));
        }

        Assert.Single(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
        using (CgroupLink again = CgroupLink.OpenPinned(path))
        {
            Assert.Equal(path, again.PinPath);
            again.Unpin();
            Assert.Null(again.PinPath);
            Assert.Throws<InvalidOperationException>(again.Unpin);
            Assert.Single(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
        }

        Eventually.True(() => cgroup.Query(BpfAttachType.CgroupInetEgress).Ids.Count == 0);
    }

    [Fact]
    public void What_is_there_already_is_named()
    {
        using BpfMap map = TestProgram.Counter();
        BpfFs.Pin(map, _fileSystem["here"]);
        var refused = Assert.Throws<BpfPinException>(() => BpfFs.Pin(_program, _fileSystem["here"]));
        Assert.Equal(BpfPinError.AlreadyExists, refused.Reason);
        Assert.Equal(Errno.EEXIST, refused.Errno);
        Assert.Equal(BpfPinKind.Map, refused.Found);

        Directory.CreateDirectory(_fileSystem["folder"]);
        Assert.Equal(BpfPinKind.Directory, Assert.Throws<BpfPinException>(() => BpfFs.Pin(_program, _fileSystem["folder"])).Found);
        Assert.Equal(BpfPinError.OtherKind, Assert.Throws<BpfPinException>(() => BpfFs.Unpin(_fileSystem["folder"])).Reason);
        Assert.Equal(BpfPinError.OtherKind, Assert.Throws<BpfPinException>(() => BpfFs.OpenMap(_fileSystem["folder"])).Reason);
    }

    [Fact]
    public void Opening_as_another_kind_names_both()
    {
        using BpfMap map = TestProgram.Counter();
        BpfFs.Pin(map, _fileSystem["map"]);
        BpfFs.Pin(_program, _fileSystem["program"]);
        Assert.Equal(BpfPinKind.Map, Assert.Throws<BpfPinException>(() => BpfLink.OpenPinned(_fileSystem["map"])).Found);
        Assert.Equal(BpfPinKind.Map, Assert.Throws<BpfPinException>(() => BpfFs.OpenProgram(_fileSystem["map"])).Found);
        var refused = Assert.Throws<BpfPinException>(() => BpfFs.OpenMap(_fileSystem["program"]));
        Assert.Equal(BpfPinError.OtherKind, refused.Reason);
        Assert.Equal(BpfPinKind.Program, refused.Found);
    }

    [Fact]
    public void Outside_of_a_BPF_file_system_nothing_is_made()
    {
        string path = Path.Combine(Path.GetTempPath(), Owner.NewName(), "program");
        var refused = Assert.Throws<BpfPinException>(() => BpfFs.Pin(_program, path));
        Assert.Equal(BpfPinError.NotBpfFs, refused.Reason);
        Assert.Contains(_fileSystem.Path, refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
        Assert.Equal(BpfPinError.NotBpfFs, Assert.Throws<BpfPinException>(() => BpfFs.OpenMap("/etc/passwd")).Reason);
        Assert.Equal(BpfPinError.NotBpfFs, Assert.Throws<BpfPinException>(() => BpfFs.Unpin("/etc/passwd")).Reason);
        Assert.True(File.Exists("/etc/passwd"));
    }

    [Fact]
    public void A_path_that_ends_as_a_directory_does_is_refused_and_nothing_made()
    {
        Assert.Contains("ends as a directory does", Assert.Throws<ArgumentException>(() => _program.Pin(_fileSystem["folder/"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BpfFs.Pin(_program, _fileSystem["folder/"]));
        Assert.Empty(_fileSystem.Entries);
        Assert.Null(_program.PinPath);
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("/etc/passwd")]
    [InlineData("/dev/null")]
    public void What_is_elsewhere_is_no_pin_of_another_kind(string path)
    {
        foreach (Action open in (Action[])[() => BpfMap.OpenPinned(path), () => BpfMap.OpenPinned(path, BpfFileFlags.Rdonly), () => BpfProgram.OpenPinned(path), () => BpfLink.OpenPinned(path), () => BpfObject.OpenPinned(path)])
            Assert.Equal(BpfPinError.NotBpfFs, Assert.Throws<BpfPinException>(open).Reason);
    }

    [Theory]
    [InlineData("with.dot")]
    [InlineData("made/with.dot")]
    [InlineData("made/dotted.folder/program")]
    public void Dots_are_explained_and_nothing_stays(string name)
    {
        var refused = Assert.Throws<BpfPinException>(() => BpfFs.Pin(_program, _fileSystem[name]));
        Assert.Equal(BpfPinError.ReservedName, refused.Reason);
        Assert.Equal(Errno.EPERM, refused.Errno);
        Assert.Empty(_fileSystem.Entries);
    }
}
