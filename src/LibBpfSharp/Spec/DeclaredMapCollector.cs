using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>The maps declared in <c>.maps</c>, in the order of their offsets.</summary>
internal sealed class DeclaredMapCollector
{
    internal const string SectionName = ".maps";

    // The type attribute alone is a pointer.
    private const uint SmallestDefinition = 8;

    private readonly ObjectSections _sections;
    private readonly ObjectTypes _types;
    private readonly bool _relaxed;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, MapDefinition> _definitions = [];

    private DeclaredMapCollector(ObjectSections sections, ObjectTypes types, bool relaxed)
    {
        _sections = sections;
        _types = types;
        _relaxed = relaxed;
    }

    internal static void Collect(ObjectSections sections, ObjectTypes? types, bool relaxed, List<BpfMapSpec> maps)
    {
        if (sections.Maps == 0)
            return;
        if (types is null || !types.TryFindSection(SectionName, out BtfType section))
            throw new BpfObjectFormatException("the maps have no BTF: compile with -g", SectionName, 0);

        DeclaredMapCollector collector = new(sections, types, relaxed);
        foreach (BtfSectionVariable place in section.Variables)
            maps.Add(collector.Read(place));
    }

    private BpfMapSpec Read(BtfSectionVariable place)
    {
        BtfType variable = _types.Btf.GetType(place.TypeId);
        string name = _types.NameOf(variable);
        if (name.Length == 0)
            throw Error("a map has no name", place);
        if ((ulong)place.Offset + place.Size > (ulong)_sections[_sections.Maps].Data.Length)
            throw Error($"map {Quoted.Name(name)} of {place.Size} bytes lies beyond the end of the section", place);
        if (variable.Kind != BtfKind.Var)
            throw Error($"map {Quoted.Name(name)} is declared by a type of kind {variable.Kind} instead of a variable", place);
        if (variable.VarLinkage != BtfVarLinkage.GlobalAllocated)
        {
            string linkage = variable.VarLinkage == BtfVarLinkage.Static ? "static or hidden" : "extern";
            throw Error($"map {Quoted.Name(name)} is {linkage}: only global maps are created; drop 'static' or link the object that defines it", place, FormatFault.Unsupported);
        }
        // Without this, entries of twelve bytes could each ask for a map of its own.
        if (name.Length > TypeNames.LongestKey || !_names.Add(name))
            throw Error($"map {Quoted.Name(name)} is declared twice, or its name is too long", place);

        BtfType definition = _types.Btf.SkipModifiers(variable.TypeId);
        if (definition.Kind != BtfKind.Struct)
            throw Error($"map {Quoted.Name(name)} is defined by a type of kind {definition.Kind} instead of a struct", place);
        if (definition.Size > place.Size || definition.Size < SmallestDefinition)
            throw Error($"map {Quoted.Name(name)} is defined by a struct of {definition.Size} bytes, and has {place.Size}", place);

        if (!_definitions.TryGetValue(definition.Id, out MapDefinition? read))
            _definitions.Add(definition.Id, read = MapDefinitionReader.Read(_types, _relaxed, name, definition));
        BpfMapSpec? inner = read.Inner?.ToSpec(name + ".inner", SectionName, _sections.Maps, place.Offset, null);
        return read.ToSpec(name, SectionName, _sections.Maps, place.Offset, inner);
    }

    private static BpfObjectFormatException Error(string message, BtfSectionVariable place, FormatFault fault = FormatFault.Invalid) =>
        new(message, SectionName, place.Offset) { Fault = fault };
}
