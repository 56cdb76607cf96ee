using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>Where programs and links are pinned, in all BPF file systems this process sees, at one moment. Pins it may not open are left out.</summary>
internal sealed class PinCatalog
{
    private readonly Dictionary<(BpfPinKind Kind, uint Id), List<string>> _paths = [];
    private readonly List<LinkInfo> _links = [];

    public static PinCatalog Read(Kernel kernel)
    {
        PinCatalog catalog = new();
        foreach (string path in PinFiles.MountPointsOf(kernel).Distinct().SelectMany(mount => Files(kernel, mount))) catalog.Add(path, kernel);
        return catalog;
    }

    /// <summary>The links that are pinned.</summary>
    public IReadOnlyList<LinkInfo> Links => _links;

    public IReadOnlyList<string> Of(BpfPinKind kind, uint id) => _paths.TryGetValue((kind, id), out List<string>? paths) ? paths : [];

    private void Add(string path, Kernel kernel)
    {
        try
        {
            switch (PinFiles.KindOf(path, kernel))
            {
                case BpfPinKind.Link:
                    using (BpfLinkHandle link = PinFiles.OpenLink(path, kernel))
                    {
                        LinkInfo info = BpfLinkInfo.ReadHead(link);
                        _links.Add(info);
                        Add((BpfPinKind.Link, info.Id), path);
                    }

                    break;
                case BpfPinKind.Program:
                    using (BpfProgramHandle program = PinFiles.OpenProgram(path, kernel)) Add((BpfPinKind.Program, BpfProgramInfo.Read(program).Id), path);
                    break;
            }
        }
        catch (BpfPinException gone) when (gone.Reason is BpfPinError.NotFound or BpfPinError.OtherKind)
        {
            // Removed, or made anew as something else, since it was listed.
        }
    }

    private void Add((BpfPinKind Kind, uint Id) key, string path)
    {
        if (!_paths.TryGetValue(key, out List<string>? paths)) _paths[key] = paths = [];
        paths.Add(path);
    }

    private static IEnumerable<string> Files(Kernel kernel, string mount)
        => kernel.Walk(mount).SelectMany(found => found.Entries.Where(entry => entry.Kind == FileKind.Regular).Select(entry => Path.Combine(found.Directory, entry.Name)));
}
