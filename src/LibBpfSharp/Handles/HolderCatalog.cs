using System.Globalization;

namespace LibBpfSharp.Introspection;

/// <summary>Which processes hold which programs and links, from <c>/proc/PID/fdinfo</c>, at one moment. Processes this one may not look into are left out.</summary>
internal sealed class HolderCatalog
{
    private readonly Dictionary<(BpfPinKind Kind, uint Id), List<BpfHolder>> _holders = [];

    public static HolderCatalog Read()
    {
        HolderCatalog catalog = new();
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out int process)) catalog.Add(process, directory);
        }

        return catalog;
    }

    /// <summary>The <c>fdinfo</c> of each program and link that this process itself holds.</summary>
    public static IEnumerable<string> Own() => Held("/proc/self").Select(held => held.Text);

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
    {
        foreach (ReadOnlySpan<char> line in fdinfo.AsSpan().EnumerateLines())
        {
            bool fits = line.StartsWith(name) && line.Length > name.Length && line[name.Length] == ':';
            if (fits && ulong.TryParse(line[(name.Length + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)) return value;
        }

        return null;
    }

    private void Add(int process, string directory)
    {
        foreach (var held in Held(directory).GroupBy(held => (held.Kind, held.Id), held => held.Descriptor))
        {
            if (!_holders.TryGetValue(held.Key, out List<BpfHolder>? holders)) _holders[held.Key] = holders = [];
            holders.Add(new(process, Text(Path.Combine(directory, "comm")).TrimEnd(), [.. held.Order()]));
        }
    }

    private static IEnumerable<(BpfPinKind Kind, uint Id, int Descriptor, string Text)> Held(string directory)
    {
        foreach (string link in Descriptors(Path.Combine(directory, "fd")))
        {
            if (!IsBpf(link)) continue;
            string number = Path.GetFileName(link);
            string text = Text(Path.Combine(directory, "fdinfo", number));
            if (Parse(text) is { } held) yield return (held.Kind, held.Id, int.Parse(number, CultureInfo.InvariantCulture), text);
        }
    }

    private static string[] Descriptors(string directory) => Try(() => Directory.GetFileSystemEntries(directory), []);

    private static bool IsBpf(string link) => Try(() => new FileInfo(link).LinkTarget, null)?.StartsWith("anon_inode:bpf", StringComparison.Ordinal) ?? false;

    private static string Text(string path) => Try(() => File.ReadAllText(path), "");

    /// <summary>Processes end and close descriptors while they are looked at, and some are not for everybody to look into.</summary>
    private static T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }
}
