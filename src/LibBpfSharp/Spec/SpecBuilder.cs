using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>Turns the bytes of an object into a spec: what libbpf does when it opens one, in the same order.</summary>
internal static class SpecBuilder
{
    /// <summary>More than any object has: the kernel takes 64 per program, and each costs its loader a descriptor.</summary>
    private const int MostMaps = 4096;

    /// <param name="image">The file; kept by the spec, and must not change.</param>
    /// <param name="name">The object's name, not yet shortened.</param>
    /// <param name="options">What to be lenient about.</param>
    /// <exception cref="BpfObjectFormatException">The object is none that libbpf would open.</exception>
    internal static BpfObjectSpec Build(ReadOnlyMemory<byte> image, string name, BpfObjectSpecOptions options)
    {
        ElfFile file = ElfFile.Parse(image);
        ObjectSections sections = SectionScanner.Scan(file);
        FunctionSpec[] functions = FunctionCollector.Collect(sections, options.AllowStaticPrograms);
        BtfSections btf = BtfSections.Read(sections);

        ObjectTypes? types = btf.Types is null ? null : new ObjectTypes(btf.Types, file.SectionCount);
        ExternSpec[] externs = ExternCollector.Collect(sections, types);
        types = FixTypes(sections, types, externs);

        List<BpfMapSpec> maps = [];
        DeclaredMapCollector.Collect(sections, types, options.RelaxedMaps, maps);
        int arena = ArenaGlobals.Attach(sections, maps);
        DataMapCollector data = new(sections, types, name);
        data.CollectSections(maps);
        int kconfig = data.CollectKconfig(externs, maps);
        StructOpsMapCollector.Collect(sections, types, maps);
        if (maps.Count > MostMaps)
            throw new BpfObjectFormatException($"the object has {maps.Count} maps, and {MostMaps} are the most this library takes");
        RelocationPass.Collect(sections, types, functions, maps, externs, arena);

        return new BpfObjectSpec(
            name,
            new(Programs(functions), "program", program => program.Name),
            new([.. maps], "map", map => map.Name, map => map.OtherName),
            new(VariableCollector.Collect(types, maps, arena), "variable", variable => variable.Name))
        {
            License = sections.License,
            KernelVersion = sections.KernelVersion,
            IsLittleEndian = file.IsLittleEndian,
            Btf = types?.Btf,
            BtfExtensions = btf.Extensions,
            BtfFault = btf.Fault,
            Functions = functions,
            Externs = externs,
            JumpTables = sections.JumpTables == 0 ? default : sections[sections.JumpTables].Data,
            ArenaMapIndex = arena,
            KconfigMapIndex = kconfig,
            TextSectionIndex = sections.Text,
        };
    }

    private static ObjectTypes? FixTypes(ObjectSections sections, ObjectTypes? types, ExternSpec[] externs)
    {
        if (types is null)
            return null;
        BtfPatch patch = new(types.Btf);
        ExternTypeFixup.Apply(types, patch, externs);
        DatasecFixup.Apply(sections, types, patch);
        return types.With(patch.Apply());
    }

    private static BpfProgramSpec[] Programs(FunctionSpec[] functions)
    {
        BpfProgramSpec[] programs = new BpfProgramSpec[functions.Count(function => !function.IsSubprogram)];
        int count = 0;
        foreach (FunctionSpec function in functions)
        {
            if (!function.IsSubprogram)
                programs[count++] = new BpfProgramSpec(function, BpfSectionDefinition.Find(function.SectionName));
        }
        return programs;
    }
}
