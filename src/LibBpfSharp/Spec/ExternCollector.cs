using System.Text;
using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>Finds the externs among the symbols and what their BTF says of them (libbpf: <c>bpf_object__collect_externs</c>).</summary>
internal sealed class ExternCollector
{
    internal const string KconfigSection = ".kconfig";
    internal const string KsymsSection = ".ksyms";

    private readonly ObjectTypes? _types;
    private readonly ExternDeclarations _declarations;
    private readonly List<ExternSpec> _externs;

    private ExternCollector(ObjectTypes? types, ExternDeclarations declarations, int count)
    {
        _types = types;
        _declarations = declarations;
        _externs = new(count);
    }

    /// <summary>The externs: kconfig values by falling alignment, rising size and name, then kernel symbols by name.</summary>
    internal static ExternSpec[] Collect(ObjectSections sections, ObjectTypes? types)
    {
        List<int> symbols = [];
        foreach (ElfSymbol symbol in sections.Symbols)
        {
            if (IsExtern(symbol) && symbol.Name.Length > 0)
                symbols.Add(symbol.Index);
        }
        if (symbols.Count == 0)
            return [];

        ExternCollector collector = new(types, new ExternDeclarations(types, sections.Symbols, symbols), symbols.Count);
        foreach (int symbol in symbols)
            collector.Add(sections.Symbols[symbol]);
        return collector.Sorted();
    }

    internal static bool IsExtern(in ElfSymbol symbol) =>
        symbol.SectionIndex == ElfSymbol.Undefined
        && symbol.Binding is ElfSymbolBinding.Global or ElfSymbolBinding.Weak
        && symbol.Type == ElfSymbolType.None;

    private void Add(in ElfSymbol symbol)
    {
        string name = symbol.Name;
        if (_types is null || !_declarations.TryFind(name, out uint id))
            throw Error($"extern {Quoted.Name(name)} has no BTF: declare it __ksym or __kconfig, call it (a prototype alone leaves none), and compile with -g", _types is null ? FormatFault.Dangling : FormatFault.Missing);

        BtfType type = _types.Btf.GetType(id);
        bool isExtern = type.Kind == BtfKind.Var ? type.VarLinkage == BtfVarLinkage.GlobalExtern : type.FuncLinkage == BtfFuncLinkage.Extern;
        if (!isExtern)
            throw Error($"extern {Quoted.Name(name)} is a symbol without a definition, but its BTF says it is defined here");
        if (!_declarations.TryFindSection(id, out uint section))
            throw Error($"extern {Quoted.Name(name)} is in no section: declare it __ksym or __kconfig, or link the object that defines it (bpftool gen object)", FormatFault.Missing);

        string sectionName = _types.NameOf(_types.Btf.GetType(section));
        _externs.Add(sectionName switch
        {
            KconfigSection => Kconfig(symbol, name, type, section),
            KsymsSection => KernelSymbol(symbol, name, type, section),
            _ => throw Error($"extern {Quoted.Name(name)} is in section {Quoted.Name(sectionName)}; only .kconfig and .ksyms are resolved at load: link the object that defines it (bpftool gen object)", FormatFault.Unsupported),
        });
    }

    private ExternSpec Kconfig(in ElfSymbol symbol, string name, in BtfType type, uint section)
    {
        if (type.Kind == BtfKind.Func)
            throw Error($"extern function {Quoted.Name(name)} is in .kconfig, which has only values", FormatFault.Unsupported);
        BtfSpec btf = _types!.Btf;
        if (!btf.TryGetSize(type.TypeId, out uint size) || size is 0 or > int.MaxValue)
            throw Error($"kconfig extern {Quoted.Name(name)} has a type without a size");
        KconfigType kind = KconfigTypes.Classify(_types, type.TypeId, out bool isSigned)
            ?? throw Error($"kconfig extern {Quoted.Name(name)} is of a type no configuration value fits: use bool, char, an integer, char[] or enum libbpf_tristate", FormatFault.Unsupported);

        return new ExternSpec
        {
            Name = name,
            EssentialName = name,
            Kind = ExternKind.Kconfig,
            IsWeak = symbol.Binding == ElfSymbolBinding.Weak,
            SymbolIndex = symbol.Index,
            TypeId = type.Id,
            SectionTypeId = section,
            TargetTypeId = btf.SkipModifiers(type.TypeId).Id,
            Kconfig = new(kind, (int)size, btf.AlignOf(type.TypeId), 0, isSigned),
        };
    }

    private ExternSpec KernelSymbol(in ElfSymbol symbol, string name, in BtfType type, uint section)
    {
        int essential = BtfFlavour.EssentialLength(type.Utf8Name);
        return new ExternSpec
        {
            Name = name,
            EssentialName = essential == type.Utf8Name.Length ? name : Encoding.UTF8.GetString(type.Utf8Name[..essential]),
            Kind = type.Kind == BtfKind.Func ? ExternKind.KernelFunction : ExternKind.KernelVariable,
            IsWeak = symbol.Binding == ElfSymbolBinding.Weak,
            SymbolIndex = symbol.Index,
            TypeId = type.Id,
            SectionTypeId = section,
            TargetTypeId = _types!.Btf.SkipModifiers(type.TypeId).Id,
        };
    }

    private ExternSpec[] Sorted()
    {
        ExternSpec[] sorted = [.. _externs];
        Array.Sort(sorted, Compare);

        long offset = 0;
        foreach (ExternSpec item in sorted)
        {
            if (item.Kind != ExternKind.Kconfig)
                break;
            KconfigSpec place = item.Kconfig;
            offset = (offset + place.Alignment - 1) / place.Alignment * place.Alignment;
            if (offset + place.Size > int.MaxValue)
                throw Error("the kconfig externs take more than 2 GB");
            item.Kconfig = place with { DataOffset = (int)offset };
            offset += place.Size;
        }
        return sorted;
    }

    private static int Compare(ExternSpec left, ExternSpec right)
    {
        int order = (left.Kind != ExternKind.Kconfig).CompareTo(right.Kind != ExternKind.Kconfig);
        if (order == 0)
            order = right.Kconfig.Alignment.CompareTo(left.Kconfig.Alignment);
        if (order == 0)
            order = left.Kconfig.Size.CompareTo(right.Kconfig.Size);
        return order == 0 ? string.CompareOrdinal(left.Name, right.Name) : order;
    }

    private static BpfObjectFormatException Error(string message, FormatFault fault = FormatFault.Invalid) => new(message, ".symtab") { Fault = fault };
}
