using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>An object's BTF with its data sections at hand.</summary>
internal sealed class ObjectTypes
{
    // .kconfig, .ksyms, and what stripping took away.
    private const int Unbacked = 64;

    private readonly Dictionary<string, uint> _sections;

    /// <param name="btf">The object's BTF.</param>
    /// <param name="elfSections">How many sections the object has: more of them in BTF are none of a compiler's making.</param>
    internal ObjectTypes(BtfSpec btf, int elfSections)
    {
        Btf = btf;
        List<uint> ids = [];
        int variables = 0;
        for (uint id = 1; id < btf.TypeCount; id++)
        {
            BtfType type = btf.GetType(id);
            if (type.Kind != BtfKind.Datasec)
                continue;
            if (ids.Count > elfSections + Unbacked)
                throw new BpfObjectFormatException($"BTF knows more than {ids.Count} data sections, and the object has {elfSections} sections", BtfErrors.Section);
            ids.Add(id);
            variables += type.Length;
        }

        SectionIds = [.. ids];
        Names = new TypeNames(btf, ids.Count + variables);
        _sections = new(ids.Count, StringComparer.Ordinal);
        foreach (uint id in SectionIds)
        {
            string name = Names.Of(btf.GetType(id));
            if (name.Length <= TypeNames.LongestKey)
                _sections.TryAdd(name, id);
        }
    }

    private ObjectTypes(BtfSpec btf, ObjectTypes original)
    {
        Btf = btf;
        Names = original.Names;
        SectionIds = original.SectionIds;
        _sections = original._sections;
    }

    internal BtfSpec Btf { get; }

    internal TypeNames Names { get; }

    /// <summary>Ids of all DATASECs, rising.</summary>
    internal uint[] SectionIds { get; }

    /// <summary>The first DATASEC of a name.</summary>
    internal bool TryFindSection(string name, out BtfType section)
    {
        uint id = 0;
        bool found = name.Length <= TypeNames.LongestKey && _sections.TryGetValue(name, out id);
        section = found ? Btf.GetType(id) : default;
        return found;
    }

    /// <summary>The same ids and names, with an edited BTF behind them.</summary>
    internal ObjectTypes With(BtfSpec edited) => ReferenceEquals(edited, Btf) ? this : new(edited, this);

    internal string NameOf(in BtfType type) => Names.Of(type);
}
