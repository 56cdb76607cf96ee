using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

internal sealed partial class DatasecFixup
{
    private Dictionary<(int Section, string Name), ulong?>? _locals;

    /// <summary>
    /// Places the static variables GCC leaves at the start of their section, by their symbols. clang has placed its own, and names the symbols of
    /// those in functions after the function: a name that is not the only one says nothing.
    /// </summary>
    private void PlaceStatics(in BtfType section, string sectionName)
    {
        if (!HasUnplaced(section) || !SectionIndexes.TryGetValue(sectionName, out int sectionIndex))
            return;
        Dictionary<string, int> statics = new(StringComparer.Ordinal);
        for (int index = 0; index < section.Length; index++)
        {
            string name = _types.NameOf(_types.Btf.GetType(section.Variables[index].TypeId));
            if (!statics.TryAdd(name, index))
                statics[name] = -1;
        }

        foreach ((string name, int index) in statics)
        {
            if (index < 0 || section.Variables[index] is not { Offset: 0 } place || _types.Btf.GetType(place.TypeId).VarLinkage is not BtfVarLinkage.Static)
                continue;
            if (Locals.GetValueOrDefault((sectionIndex, name)) is > 0 and <= uint.MaxValue and { } value)
                _patch.SetSectionVariable(section, index, place with { Offset = (uint)value });
        }
    }

    /// <summary>Whether two variables are at the start, one of them static.</summary>
    private bool HasUnplaced(in BtfType section)
    {
        int first = 0, statics = 0;
        for (int index = 0; index < section.Length; index++)
        {
            if (_patch.GetSectionVariable(section, index) is not { Offset: 0 } place)
                continue;
            first++;
            statics += _types.Btf.GetType(place.TypeId).VarLinkage is BtfVarLinkage.Static ? 1 : 0;
        }

        return first > 1 && statics > 0;
    }

    /// <summary>Where the local variables are; <c>null</c> for those whose name there are several of.</summary>
    private Dictionary<(int Section, string Name), ulong?> Locals
    {
        get
        {
            if (_locals is not null)
                return _locals;
            _locals = [];
            foreach (ElfSymbol symbol in _sections.Symbols)
            {
                if (symbol is not { Type: ElfSymbolType.Object, Binding: ElfSymbolBinding.Local } || symbol.Name.Length > TypeNames.LongestKey)
                    continue;
                if (!_locals.TryAdd((symbol.SectionIndex, symbol.Name), symbol.Value))
                    _locals[(symbol.SectionIndex, symbol.Name)] = null;
            }

            return _locals;
        }
    }
}
