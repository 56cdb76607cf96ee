using LibBpfSharp.Btf;
using LibBpfSharp.Elf;
using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>What an object's ELF file says of itself: sections, CO-RE relocations by kind, ELF relocations by type.</summary>
internal static class ElfFacts
{
    private const int RelocationTypes = 16;

    private static readonly string[] s_kinds =
    [
        "byte_off", "byte_sz", "exists", "signed", "lshift", "rshift", "type_local", "type_target", "type_exists", "type_size",
        "enum_exists", "enum_val", "type_matches",
    ];

    private static readonly string[] s_unnamed = ["", ".strtab", ".symtab", ".shstrtab", ".llvm_addrsig", ".comment"];

    /// <summary>Adds <c>be</c>, <c>sec</c>, <c>core</c> and <c>rel</c>.</summary>
    public static void AddTo(JsonLine line, ReadOnlyMemory<byte> image)
    {
        try
        {
            ElfFile file = ElfFile.Parse(image);
            List<string> sections = [];
            long[] core = new long[s_kinds.Length], relocations = new long[RelocationTypes];
            for (int i = 1; i < file.SectionCount; i++) Count(file, file.GetSection(i), sections, core, relocations);

            line.NumberUnlessZero("be", file.IsLittleEndian ? 0 : 1);
            line.List("sec", sections);
            line.Counts("core", core, kind => s_kinds[kind]);
            line.Counts("rel", relocations, type => $"{type}");
        }
        catch (BpfObjectFormatException)
        {
            line.Text("elf", "unreadable");
        }
    }

    private static void Count(ElfFile file, ElfSection section, List<string> sections, long[] core, long[] relocations)
    {
        string name = section.Name;
        if (section.Type == ElfSectionType.Rel)
        {
            if (name.StartsWith(".rel.debug", StringComparison.Ordinal) || name.StartsWith(".rel.BTF", StringComparison.Ordinal)) return;
            foreach (ElfRelocation relocation in section.AsRelocations()) relocations[relocation.Type % RelocationTypes]++;
            return;
        }

        if (s_unnamed.Contains(name) || name.StartsWith(".debug", StringComparison.Ordinal) || name.StartsWith(".rela", StringComparison.Ordinal)) return;
        bool isProgram = section.Type == ElfSectionType.ProgBits && (section.Flags & ElfSectionFlags.Execute) != 0 && name != ".text";
        if (isProgram) return;

        sections.Add(name);
        if (name == ".BTF.ext" && file.IsLittleEndian) CountCore(section.Data, core);
    }

    private static void CountCore(ReadOnlyMemory<byte> extensions, long[] core)
    {
        foreach (BtfExtensionSection<CoreRelocation> section in BtfExtensions.Parse(extensions).CoreRelocations)
        {
            for (int i = 0; i < section.Count; i++)
            {
                int kind = (int)section[i].Kind;
                if ((uint)kind < (uint)core.Length) core[kind]++;
            }
        }
    }
}
