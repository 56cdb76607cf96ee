using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>
/// Fills in what the compiler leaves open in the BTF of data sections: sizes from the section headers, offsets
/// from the symbols; hidden variables become static; variables are sorted by offset.
/// </summary>
internal sealed partial class DatasecFixup
{
    private readonly ObjectSections _sections;
    private readonly ObjectTypes _types;
    private readonly BtfPatch _patch;
    private Dictionary<string, int>? _symbols;
    private Dictionary<string, int>? _sectionIndexes;

    private DatasecFixup(ObjectSections sections, ObjectTypes types, BtfPatch patch)
    {
        _sections = sections;
        _types = types;
        _patch = patch;
    }

    internal static void Apply(ObjectSections sections, ObjectTypes types, BtfPatch patch)
    {
        DatasecFixup fixup = new(sections, types, patch);
        foreach (uint id in types.SectionIds)
            fixup.Fix(types.Btf.GetType(id));
    }

    private void Fix(in BtfType section)
    {
        string name = _types.NameOf(section);
        if (name is not (ExternCollector.KconfigSection or ExternCollector.KsymsSection))
        {
            bool open = section.Size == 0;
            if (open)
                _patch.SetSizeOrType(section, SizeFromElf(name));
            FixVariables(section, name, open);
            if (open)
                PlaceStatics(section, name);
        }
        Sort(section);
    }

    private uint SizeFromElf(string name)
    {
        if (!SectionIndexes.TryGetValue(name, out int index))
            throw Error($"BTF has variables in data section {Quoted.Name(name)}, which the object does not have");
        ulong size = _sections[index].Size;
        return size is > 0 and <= uint.MaxValue ? (uint)size : throw Error($"data section {Quoted.Name(name)} has {size} bytes, and BTF has variables in it");
    }

    private void FixVariables(in BtfType section, string sectionName, bool fixOffsets)
    {
        for (int index = 0; index < section.Length; index++)
        {
            BtfSectionVariable place = section.Variables[index];
            BtfType variable = _types.Btf.GetType(place.TypeId);
            if (variable.Kind != BtfKind.Var)
                throw Error($"data section {Quoted.Name(sectionName)} holds a type of kind {variable.Kind} where a variable is expected");
            if (_patch.GetVarLinkage(variable) is BtfVarLinkage.Static or BtfVarLinkage.GlobalExtern)
                continue;

            string name = _types.NameOf(variable);
            if (name.Length > TypeNames.LongestKey || !Symbols.TryGetValue(name, out int symbolIndex))
                throw Error($"variable {Quoted.Name(name)} of data section {Quoted.Name(sectionName)} has no symbol");
            ElfSymbol symbol = _sections.Symbols[symbolIndex];

            // One pass of a static linker leaves the offset a variable had as an extern; its symbol has the right one.
            if (fixOffsets || (place.Offset != symbol.Value && IsIn(symbol, sectionName)))
                _patch.SetSectionVariable(section, index, place with { Offset = (uint)symbol.Value });
            if (symbol.Visibility is ElfSymbolVisibility.Hidden or ElfSymbolVisibility.Internal)
                _patch.SetVarLinkage(variable, BtfVarLinkage.Static);
        }
    }

    private bool IsIn(in ElfSymbol symbol, string sectionName)
        => SectionIndexes.TryGetValue(sectionName, out int index) && symbol.SectionIndex == index;

    private void Sort(in BtfType section)
    {
        BtfSectionVariable[] places = new BtfSectionVariable[section.Length];
        bool sorted = true;
        for (int index = 0; index < places.Length; index++)
        {
            places[index] = _patch.GetSectionVariable(section, index);
            sorted &= index == 0 || places[index - 1].Offset <= places[index].Offset;
        }
        if (sorted)
            return;

        int at = 0;
        foreach (BtfSectionVariable place in places.OrderBy(place => place.Offset))
            _patch.SetSectionVariable(section, at++, place);
    }

    /// <summary>The first global or weak variable of each name.</summary>
    private Dictionary<string, int> Symbols
    {
        get
        {
            if (_symbols is not null)
                return _symbols;
            int count = 0;
            foreach (ElfSymbol symbol in _sections.Symbols)
                count += IsVariable(symbol) ? 1 : 0;
            _symbols = new(count, StringComparer.Ordinal);
            foreach (ElfSymbol symbol in _sections.Symbols)
            {
                if (IsVariable(symbol) && symbol.Name.Length <= TypeNames.LongestKey)
                    _symbols.TryAdd(symbol.Name, symbol.Index);
            }
            return _symbols;
        }
    }

    private static bool IsVariable(in ElfSymbol symbol) =>
        symbol.Type == ElfSymbolType.Object && symbol.Binding is ElfSymbolBinding.Global or ElfSymbolBinding.Weak;

    /// <summary>The first section of each name.</summary>
    private Dictionary<string, int> SectionIndexes
    {
        get
        {
            if (_sectionIndexes is not null)
                return _sectionIndexes;
            _sectionIndexes = new(StringComparer.Ordinal);
            for (int index = 1; index < _sections.File.SectionCount; index++)
                _sectionIndexes.TryAdd(_sections[index].Label, index);
            return _sectionIndexes;
        }
    }

    private static BpfObjectFormatException Error(string message) => new(message, ".BTF");
}
