using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Pinning;

/// <summary>The maps, programs and links of an object, pinned together and opened again.</summary>
public sealed class PinnedObjectTests : IDisposable
{
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly TestCgroup _cgroup = TestCgroup.Create();

    private string Pins => _fileSystem["counter"];

    public void Dispose()
    {
        _cgroup.Dispose();
        _fileSystem.Dispose();
    }

    [Fact]
    public void What_an_object_pinned_is_opened_by_the_names_of_its_files()
    {
        uint[] maps, links;
        using (BpfObject counter = Attached())
        {
            counter.PinMaps(Pins);
            counter.PinLinks(Pins);
            counter.PinPrograms(_fileSystem["programs"]);
            counter.PinMaps(Pins);
            counter.PinLinks(Pins);
            maps = [.. counter.Maps.Where(map => map.IsLoaded).Select(map => map.Info.Id)];
            links = [.. counter.Attachments.Values.Cast<BpfLink>().Select(link => link.Id)];
        }

        using BpfPinnedObject pinned = BpfObject.OpenPinned(Pins);
        Assert.Equal(maps.Order(), pinned.Maps.Select(map => map.Info.Id).Order());
        Assert.Equal(links.Order(), pinned.Links.Select(link => link.Id).Order());
        Assert.Empty(pinned.Programs);
        Assert.IsType<CgroupLink>(pinned.Links[0]);
        Assert.All(pinned.Maps, map => Assert.Same(map, pinned.Maps[Path.GetFileName(map.PinPath!)]));

        Assert.Contains($"The directory '{Pins}' has no map 'flows'.", Assert.Throws<KeyNotFoundException>(() => pinned.Maps["flows"]).Message, StringComparison.Ordinal);

        using BpfPinnedObject programs = BpfObject.OpenPinned(_fileSystem["programs"]);
        Assert.Equal(pinned.Links[0].ProgramId, programs.Programs[0].Info.Id);
        pinned.Unpin();
        programs.Unpin();
        Assert.Empty(Directory.GetFiles(Pins));
        Assert.Empty(Directory.GetFiles(_fileSystem["programs"]));
        Assert.All(pinned.Links, link => Assert.True(link.DetachesWithOwner));
    }

    [Fact]
    public void A_pin_that_fails_takes_those_before_it_along_with_the_directory()
    {
        using BpfObject several = BpfObject.Open(BpfFixtures.Path("maps")).WithoutWhatIsUnknown();
        foreach (BpfMap map in several.Maps) map.PinPath = null;
        several.Load();
        BpfMap[] maps = [.. several.Maps.Where(map => map.IsLoaded)];
        maps[^1].Pin(_fileSystem["elsewhere"]);
        Assert.Throws<InvalidOperationException>(() => several.PinMaps(Pins));
        Assert.False(Directory.Exists(Pins));
        Assert.All(maps[..^1], map => Assert.Null(map.PinPath));
        maps[^1].Unpin();

        BpfFs.Pin(maps[0], Path.Combine(Pins, maps[^1].Name.Replace('.', '_')));
        Assert.Equal(BpfPinError.AlreadyExists, Assert.Throws<BpfPinException>(() => several.PinMaps(Pins)).Reason);
        Assert.Single(Directory.GetFiles(Pins));
        Assert.All(maps, map => Assert.Null(map.PinPath));
    }

    [Fact]
    public void Unpinning_removes_what_it_can_and_tells_of_what_was_gone()
    {
        using BpfObject counter = Attached();
        counter.PinMaps(Pins);
        counter.PinPrograms(Pins);
        BpfFs.Unpin(counter.Maps.First(map => map.IsLoaded).PinPath!);
        Assert.Equal(BpfPinError.NotFound, Assert.Throws<BpfPinException>(counter.UnpinMaps).Reason);
        Assert.Equal(counter.Programs.Count, Directory.GetFiles(Pins).Length);
        counter.UnpinPrograms();
        Assert.Empty(Directory.GetFiles(Pins));
        Assert.True(Directory.Exists(Pins));
    }

    [Fact]
    public void Links_pinned_together_are_this_objects_again_once_unpinned()
    {
        using BpfObject counter = Attached();
        counter.DetachAll();
        Assert.Contains("no attachments", Assert.Throws<InvalidOperationException>(() => counter.PinLinks(Pins)).Message, StringComparison.Ordinal);
        counter.AttachAll(new() { Defaults = new() { Cgroup = _cgroup.Path } });
        counter.PinLinks(Pins);
        Assert.All(counter.Attachments.Values, link => Assert.False(link.DetachesWithOwner));
        counter.UnpinLinks();
        Assert.All(counter.Attachments.Values, link => Assert.True(link.DetachesWithOwner));
        counter.UnpinLinks();
    }

    [Fact]
    public void Only_a_directory_of_a_bpf_file_system_is_opened()
    {
        Assert.Equal(BpfPinError.NotFound, Assert.Throws<BpfPinException>(() => BpfObject.OpenPinned(Pins)).Reason);
        Assert.Equal(BpfPinError.NotBpfFs, Assert.Throws<BpfPinException>(() => BpfObject.OpenPinned("/usr")).Reason);
        Assert.Empty(BpfObject.OpenPinned(_fileSystem.Path).Maps);
        using BpfObject counter = Attached();
        counter.PinMaps(Pins);
        BpfPinException other = Assert.Throws<BpfPinException>(() => BpfObject.OpenPinned(counter.Maps.First(map => map.IsLoaded).PinPath!));
        Assert.Equal((BpfPinError.OtherKind, BpfPinKind.Map), (other.Reason, other.Found));
    }

    [Fact]
    public void What_is_not_loaded_cannot_be_pinned()
    {
        using var counter = BpfObject.Open(BpfFixtures.Path("counter"));
        foreach (Action<string> pin in (Action<string>[])[counter.PinMaps, counter.PinPrograms, counter.PinLinks])
            Assert.Contains("is not loaded", Assert.Throws<InvalidOperationException>(() => pin(Pins)).Message, StringComparison.Ordinal);
        foreach (Action unpin in (Action[])[counter.UnpinMaps, counter.UnpinPrograms, counter.UnpinLinks]) Assert.Throws<InvalidOperationException>(unpin);
    }

    private BpfObject Attached()
    {
        var counter = BpfObject.Open(BpfFixtures.Path("counter"));
        counter.Load();
        counter.AttachAll(new() { Defaults = new() { Cgroup = _cgroup.Path } });
        return counter;
    }
}
