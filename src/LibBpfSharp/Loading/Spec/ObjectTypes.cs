using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>An object's BTF with its data sections at hand.</summary>
internal sealed class ObjectTypes
{
    private readonly Dictionary<string, uint> _sections;

    internal ObjectTypes(BtfSpec btf)
    {
        Btf = btf;
        Names = new TypeNames(btf);
        _sections = new(StringComparer.Ordinal);
        List<uint> ids = [];
        for (uint id = 1; id < btf.TypeCount; id++)
        {
            BtfType type = btf.GetType(id);
            if (type.Kind != BtfKind.Datasec)
                continue;
            ids.Add(id);
            _sections.TryAdd(Names.Of(type), id);
        }
        SectionIds = [.. ids];
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
        bool found = _sections.TryGetValue(name, out uint id);
        section = found ? Btf.GetType(id) : default;
        return found;
    }

    /// <summary>The same ids and names, with an edited BTF behind them.</summary>
    internal ObjectTypes With(BtfSpec edited) => ReferenceEquals(edited, Btf) ? this : new(edited, this);

    internal string NameOf(in BtfType type) => Names.Of(type);
}
