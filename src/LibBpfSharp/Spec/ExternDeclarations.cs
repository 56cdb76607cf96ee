using System.Text;
using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>The first VAR or FUNC of each extern's name, and the DATASEC it is in.</summary>
internal sealed class ExternDeclarations
{
    private readonly Dictionary<string, uint> _types;
    private readonly uint[] _sections;

    internal ExternDeclarations(ObjectTypes? types, ElfSymbolTable symbols, List<int> externs)
    {
        _types = new(externs.Count, StringComparer.Ordinal);
        _sections = types is null ? [] : new uint[types.Btf.TypeCount];
        if (types is null)
            return;
        FindTypes(types, HashNames(symbols, externs));
        foreach (uint section in types.SectionIds)
        {
            foreach (BtfSectionVariable variable in types.Btf.GetType(section).Variables)
            {
                if (_sections[variable.TypeId] == 0)
                    _sections[variable.TypeId] = section;
            }
        }
    }

    internal bool TryFind(string name, out uint typeId)
    {
        typeId = 0;
        return name.Length <= TypeNames.LongestKey && _types.TryGetValue(name, out typeId);
    }

    internal bool TryFindSection(uint typeId, out uint section) => (section = _sections[typeId]) != 0;

    private static HashSet<uint> HashNames(ElfSymbolTable symbols, List<int> externs)
    {
        HashSet<uint> hashes = new(externs.Count);
        foreach (int symbol in externs)
        {
            if (symbols[symbol].Name is { Length: <= TypeNames.LongestKey } name)
                hashes.Add(BtfNameHash.OfEssential(BtfFlavour.Strip(Encoding.UTF8.GetBytes(name))));
        }
        return hashes;
    }

    private void FindTypes(ObjectTypes types, HashSet<uint> hashes)
    {
        for (uint id = 1; id < types.Btf.TypeCount; id++)
        {
            BtfType type = types.Btf.GetType(id);
            // Of the many names in BTF only the few that may be an extern's are decoded.
            if (type.Kind is not (BtfKind.Var or BtfKind.Func) || !hashes.Contains(BtfNameHash.OfText(types.Btf.TextAt(type.NameOffset))))
                continue;
            if (types.NameOf(type) is { Length: <= TypeNames.LongestKey } name)
                _types.TryAdd(name, id);
        }
    }
}
