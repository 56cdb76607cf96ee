using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>What is pinned in one directory, opened by <see cref="BpfObject.OpenPinned"/>: maps, programs and links by the names of their files.</summary>
/// <remarks>Disposing closes all and leaves the pins, and so what they hold. A data section <c>.bss</c> of an object <c>traffic</c> is the map <c>traffic_bss</c>; maps and programs are also found by the name that the kernel kept, <c>traffic.bss</c>.</remarks>
public sealed class BpfPinnedObject : IDisposable
{
    private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance);

    private BpfPinnedObject(string directory, IReadOnlyList<IDisposable> opened, IReadOnlyList<string> names)
    {
        Directory = directory;
        for (int i = 0; i < opened.Count; i++) _names.Add(opened[i], names[i]);
        Maps = Named<BpfMap>(opened, "map", static map => map.Name);
        Programs = Named<BpfProgram>(opened, "program", static program => program.Name);
        Links = Named<BpfLink>(opened, "link", static _ => null);
    }

    /// <summary>The directory, as an absolute path.</summary>
    public string Directory { get; }

    /// <summary>The maps, sorted by their files' names.</summary>
    public BpfNamedCollection<BpfMap> Maps { get; }

    /// <summary>The programs, sorted by their files' names.</summary>
    public BpfNamedCollection<BpfProgram> Programs { get; }

    /// <summary>The links, sorted by their files' names.</summary>
    public BpfNamedCollection<BpfLink> Links { get; }

    internal static BpfPinnedObject Open(string directory, Kernel kernel)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        directory = Path.GetFullPath(directory);
        List<IDisposable> opened = [];
        try
        {
            IReadOnlyList<string> names = PinFiles.NamesIn(directory, kernel);
            foreach (string name in names) opened.Add(Open(Path.Combine(directory, name), PinFiles.KindOf(Path.Combine(directory, name), kernel), kernel));
            return new(directory, opened, names);
        }
        catch
        {
            foreach (IDisposable item in opened) item.Dispose();
            throw;
        }
    }

    /// <summary>Removes the pins that were found. The directory stays; a link lasts while something holds it, as this object does until it is disposed.</summary>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>: somebody else removed one. The others are removed.</exception>
    /// <exception cref="BpfPermissionException">The directory may not be written.</exception>
    public void Unpin() => PinSet.Remove(
    [
        .. Links.Where(link => link.PinPath is not null).Select(link => (Action)link.Unpin),
        .. Programs.Where(program => program.PinPath is not null).Select(program => (Action)program.Unpin),
        .. Maps.Where(map => map.PinPath is not null).Select(map => (Action)map.Unpin),
    ]);

    /// <summary>Closes all that was opened.</summary>
    public void Dispose()
    {
        foreach (IDisposable opened in _names.Keys.Cast<IDisposable>()) opened.Dispose();
    }

    private static IDisposable Open(string path, BpfPinKind kind, Kernel kernel) => kind switch
    {
        BpfPinKind.Program => BpfProgram.OpenPinned(path, kernel),
        BpfPinKind.Link => BpfLink.OpenPinned(path, kernel),
        _ => BpfMap.OpenPinned(path, BpfFileFlags.None, kernel),
    };

    private BpfNamedCollection<T> Named<T>(IEnumerable<IDisposable> opened, string kind, Func<T, string?> nameInKernel)
        where T : class
        => new([.. opened.OfType<T>()], kind, item => _names[item], nameInKernel, $"The directory '{Directory}'");
}
