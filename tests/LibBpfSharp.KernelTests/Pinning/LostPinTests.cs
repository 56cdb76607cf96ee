using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Pinning;

/// <summary>Pins that somebody else removed or replaced.</summary>
public sealed class LostPinTests : IDisposable
{
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly TestCgroup _cgroup = TestCgroup.Create();
    private readonly BpfObject _object = BpfObject.Open(BpfFixtures.Path("counter"));

    public LostPinTests()
    {
        _object.Load();
        _object.AttachAll(new() { Defaults = new() { Cgroup = _cgroup.Path } });
    }

    public void Dispose()
    {
        _object.Dispose();
        _cgroup.Dispose();
        _fileSystem.Dispose();
    }

    [Theory]
    [InlineData("maps")]
    [InlineData("programs")]
    [InlineData("links")]
    public void A_pin_that_is_gone_is_forgotten_when_it_is_to_be_removed(string what)
    {
        (Action<string> pin, Action unpin) = Ways(what);
        string before = _fileSystem["before"], after = _fileSystem["after"];
        pin(before);
        RemoveAll(before);
        Assert.Equal(BpfPinError.NotFound, Assert.Throws<BpfPinException>(unpin).Reason);
        Assert.All(Paths(what), Assert.Null);
        pin(after);
        Assert.Equal(Paths(what).Order(), Directory.GetFiles(after).Order());
        unpin();
        Assert.Empty(Directory.GetFiles(after));
    }

    [Theory]
    [InlineData("maps")]
    [InlineData("programs")]
    [InlineData("links")]
    public void A_pin_that_is_gone_is_made_again_there_or_elsewhere(string what)
    {
        (Action<string> pin, Action unpin) = Ways(what);
        foreach (string directory in (string[])[_fileSystem["here"], _fileSystem["here"], _fileSystem["there"]])
        {
            pin(directory);
            Assert.Equal(Paths(what).Order(), Directory.GetFiles(directory).Order());
            RemoveAll(directory);
        }

        pin(_fileSystem["here"]);
        unpin();
    }

    [Theory]
    [InlineData("maps")]
    [InlineData("programs")]
    [InlineData("links")]
    public void What_is_there_instead_stays(string what)
    {
        (Action<string> pin, Action unpin) = Ways(what);
        string directory = _fileSystem["pins"];
        using BpfMap other = TestProgram.Counter();
        foreach (Action refused in (Action[])[() => pin(directory), unpin])
        {
            pin(directory);
            string[] paths = [.. Paths(what)!];
            RemoveAll(directory);
            foreach (string path in paths) BpfFs.Pin(other, path);
            var lost = Assert.Throws<BpfPinException>(refused);
            bool pins = refused != unpin;
            Assert.Equal(pins ? BpfPinError.AlreadyExists : what == "maps" ? BpfPinError.OtherObject : BpfPinError.OtherKind, lost.Reason);
            Assert.Equal(BpfPinKind.Map, lost.Found);
            Assert.Equal(paths.Order(), Directory.GetFiles(directory).Order());
            if (!pins) Assert.All(Paths(what), Assert.Null);
            RemoveAll(directory);
        }
    }

    [Fact]
    public void A_directory_in_the_place_of_a_pin_stays()
    {
        BpfMap map = _object.Maps.First(map => map.IsLoaded);
        map.Pin(_fileSystem["map"]);
        BpfFs.Unpin(_fileSystem["map"]);
        Directory.CreateDirectory(_fileSystem["map"]);
        var lost = Assert.Throws<BpfPinException>(map.Unpin);
        Assert.Equal((BpfPinError.OtherKind, BpfPinKind.Directory), (lost.Reason, lost.Found));
        Assert.Null(map.PinPath);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_threads_that_pin_one_thing_one_does(bool isMap)
    {
        const int Rounds = 300;
        BpfMap map = _object.Maps.First(map => map.IsLoaded);
        BpfProgram program = _object.Programs.First(program => program.IsLoaded);
        (Action<string> pin, Action unpin) = isMap ? ((Action<string>)map.Pin, (Action)map.Unpin) : (program.Pin, program.Unpin);
        using Race race = new(2);
        for (int round = 0; round < Rounds; round++)
        {
            Exception?[] outcomes = race.Run(() => pin(_fileSystem["one"]), () => pin(_fileSystem["two"]));
            Assert.IsType<InvalidOperationException>(Assert.Single(outcomes, outcome => outcome is not null));
            outcomes = race.Run(unpin, unpin);
            Assert.IsType<InvalidOperationException>(Assert.Single(outcomes, outcome => outcome is not null));
            Assert.Empty(_fileSystem.Entries);
        }
    }

    private (Action<string> Pin, Action Unpin) Ways(string what) => what switch
    {
        "maps" => (_object.PinMaps, _object.UnpinMaps),
        "programs" => (_object.PinPrograms, _object.UnpinPrograms),
        _ => (_object.PinLinks, _object.UnpinLinks),
    };

    private IEnumerable<string?> Paths(string what) => what switch
    {
        "maps" => _object.Maps.Where(map => map.IsLoaded).Select(map => map.PinPath),
        "programs" => _object.Programs.Where(program => program.IsLoaded).Select(program => program.PinPath),
        _ => _object.Attachments.Values.Cast<BpfLink>().Select(link => link.PinPath),
    };

    private static void RemoveAll(string directory)
    {
        foreach (string path in Directory.GetFiles(directory)) File.Delete(path);
    }
}
