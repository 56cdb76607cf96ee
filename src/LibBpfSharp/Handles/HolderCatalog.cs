using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>Which processes hold which programs and links, from <c>/proc/PID/fdinfo</c>, at one moment. Processes this one may not look into are left out.</summary>
internal sealed class HolderCatalog
{
    private readonly Dictionary<(BpfPinKind Kind, uint Id), List<BpfHolder>> _holders = [];

    public static HolderCatalog Read(Kernel kernel)
    {
        HolderCatalog catalog = new();
        foreach (int process in kernel.Processes()) catalog.Add(kernel, process);
        return catalog;
    }

    /// <summary>The <c>fdinfo</c> of each program and link that this process itself holds.</summary>
    public static IEnumerable<string> Own(Kernel kernel) => Held(kernel, "/proc/self").Select(held => held.Text);

    public IReadOnlyList<BpfHolder> Of(BpfPinKind kind, uint id) => _holders.TryGetValue((kind, id), out List<BpfHolder>? holders) ? holders : [];

    /// <summary>What a descriptor stands for, from the text of its <c>fdinfo</c>; <c>null</c> for what is neither program nor link.</summary>
    public static (BpfPinKind Kind, uint Id)? Parse(string fdinfo)
    {
        // A link tells its program's id, too.
        if (Field(fdinfo, "link_id") is { } link) return (BpfPinKind.Link, (uint)link);
        return Field(fdinfo, "prog_id") is { } program ? (BpfPinKind.Program, (uint)program) : null;
    }

    /// <summary>A number in an <c>fdinfo</c>; <c>null</c> where it has none of that name.</summary>
    public static ulong? Field(string fdinfo, string name)
        => ulong.TryParse(TextFields.Find(fdinfo, name), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;

    private void Add(Kernel kernel, int process)
    {
        string directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
        foreach (var held in Held(kernel, directory).GroupBy(held => (held.Kind, held.Id), held => held.Descriptor))
        {
            if (!_holders.TryGetValue(held.Key, out List<BpfHolder>? holders)) _holders[held.Key] = holders = [];
            holders.Add(new() { ProcessId = process, Command = Text(kernel, directory + "/comm").TrimEnd(), Descriptors = [.. held.Order()] });
        }
    }

    // Processes end and close descriptors while they are looked at, and some are not for everybody to look into.
    private static IEnumerable<(BpfPinKind Kind, uint Id, int Descriptor, string Text)> Held(Kernel kernel, string directory)
    {
        if (kernel.TryList(directory + "/fd", out IReadOnlyList<DirectoryEntry> descriptors) != Errno.None) yield break;
        foreach (DirectoryEntry descriptor in descriptors)
        {
            if (kernel.ReadLinkIfShown($"{directory}/fd/{descriptor.Name}") is not { } target || !target.StartsWith("anon_inode:bpf", StringComparison.Ordinal)) continue;
            string text = Text(kernel, $"{directory}/fdinfo/{descriptor.Name}");
            if (Parse(text) is { } held) yield return (held.Kind, held.Id, int.Parse(descriptor.Name, CultureInfo.InvariantCulture), text);
        }
    }

    private static string Text(Kernel kernel, string path) => kernel.ReadTextIfShown(path, ReadBound.Value) ?? "";
}
