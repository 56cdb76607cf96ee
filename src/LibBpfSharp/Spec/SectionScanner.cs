using System.Buffers.Binary;
using System.Text;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>Sorts an object's sections by name, type and flags, as libbpf does (<c>bpf_object__elf_collect</c>).</summary>
internal static class SectionScanner
{
    private const int LongestLicense = 63;

    internal static ObjectSections Scan(ElfFile file)
    {
        CheckHeader(file);
        ObjectSections sections = new()
        {
            File = file,
            Symbols = file.Symbols ?? throw new BpfObjectFormatException(
                "the object has no symbol table, so its programs and maps cannot be told apart: do not strip it fully (llvm-strip -g keeps what is needed)")
            {
                Fault = FormatFault.Missing,
            },
            Roles = new SectionRole[file.SectionCount],
        };

        for (int index = 1; index < file.SectionCount; index++)
        {
            ElfSection section = file.GetSection(index);
            string name = section.Name;
            if (!IsIgnored(section, name))
                sections.Roles[index] = Classify(sections, section, name);
        }
        return sections;
    }

    private static void CheckHeader(ElfFile file)
    {
        if (file.Type != ElfFileType.Relocatable)
        {
            throw new BpfObjectFormatException(
                $"not a BPF object: an ELF file of type {file.Type}, where a compiler's relocatable output (1) is needed", offset: 16);
        }
        if (file.Machine is not (ElfMachine.None or ElfMachine.Bpf))
        {
            throw new BpfObjectFormatException(
                $"not a BPF object: compiled for ELF machine {file.Machine}, BPF is {ElfMachine.Bpf}; compile with clang -target bpf -g -O2", offset: 18);
        }
        if (file.SectionNamesIndex == 0)
            throw new BpfObjectFormatException("the file has no table of section names", offset: 62);
    }

    private static bool IsIgnored(ElfSection section, string name)
    {
        if (section.Type is ElfSectionType.StringTable or ElfSectionType.LlvmAddressSignificance)
            return true;
        if (section.Type == ElfSectionType.ProgBits && section.Size == 0 && name == ".text")
            return true;
        return name is ".rel.BTF" or ".rel.BTF.ext"
            || name.StartsWith(".debug_", StringComparison.Ordinal)
            || name.StartsWith(".rel.debug_", StringComparison.Ordinal);
    }

    private static SectionRole Classify(ObjectSections sections, ElfSection section, string name)
    {
        ReadOnlyMemory<byte> data = section.Data;
        switch (name)
        {
            case "license":
                sections.License = ReadLicense(data.Span);
                return SectionRole.None;
            case "version":
                sections.KernelVersion = ReadVersion(sections.File, section);
                return SectionRole.None;
            case "maps":
                throw new BpfObjectFormatException(
                    "maps are defined the old way, as struct bpf_map_def in section 'maps': "
                    + "define them as structs of __uint and __type in SEC(\".maps\") and compile with -g", name, 0)
                {
                    Fault = FormatFault.Unsupported,
                };
            case DeclaredMapCollector.SectionName:
                sections.Maps = section.Index;
                return SectionRole.Maps;
            case ".BTF":
                sections.Btf = RequireProgBits(section);
                return SectionRole.None;
            case ".BTF.ext":
                sections.BtfExtensions = RequireProgBits(section);
                return SectionRole.None;
            default:
                return section.Type switch
                {
                    ElfSectionType.ProgBits when !data.IsEmpty => ClassifyBytes(sections, section, name),
                    ElfSectionType.Rel => ClassifyRelocations(section, name),
                    ElfSectionType.NoBits when IsNamed(name, ".bss") => SectionRole.Bss,
                    _ => SectionRole.None,
                };
        }
    }

    private static SectionRole ClassifyBytes(ObjectSections sections, ElfSection section, string name)
    {
        if ((section.Flags & ElfSectionFlags.Execute) != 0)
        {
            if (name == ".text")
                sections.Text = section.Index;
            return SectionRole.Code;
        }
        if (IsNamed(name, ".data"))
            return SectionRole.Data;
        if (IsNamed(name, ".rodata"))
            return SectionRole.Rodata;
        switch (name)
        {
            case ".struct_ops" or ".struct_ops.link" or "?.struct_ops" or "?.struct_ops.link":
                sections.HasStructOps = true;
                return SectionRole.StructOps;
            case ArenaGlobals.SectionName:
                sections.Arena = section.Index;
                return SectionRole.Arena;
            case ".jumptables":
                sections.JumpTables = section.Index;
                return SectionRole.JumpTables;
            default:
                return SectionRole.None;
        }
    }

    private static SectionRole ClassifyRelocations(ElfSection section, string name)
    {
        // An entry size or target that is wrong is an error even where the relocations are not needed.
        ElfSection target = section.AsRelocations().Target;
        bool needed = (target.Flags & ElfSectionFlags.Execute) != 0
            || name is ".rel.maps" or ".rel.struct_ops" or ".rel.struct_ops.link" or ".rel?.struct_ops" or ".rel?.struct_ops.link";
        return needed ? SectionRole.Relocations : SectionRole.None;
    }

    /// <summary>The name itself, or the name, a dot and more.</summary>
    private static bool IsNamed(string section, string name) =>
        section.StartsWith(name, StringComparison.Ordinal) && (section.Length == name.Length || section[name.Length] == '.');

    private static int RequireProgBits(ElfSection section) => section.Type == ElfSectionType.ProgBits
        ? section.Index
        : throw new BpfObjectFormatException($"the section is of type {section.Type} instead of 1 (bytes)", section.Label, 0);

    private static string ReadLicense(ReadOnlySpan<byte> data)
    {
        if (data.Length > LongestLicense)
            data = data[..LongestLicense];
        int end = data.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? data : data[..end]);
    }

    private static Version ReadVersion(ElfFile file, ElfSection section)
    {
        ReadOnlySpan<byte> data = section.Data.Span;
        if (data.Length != sizeof(uint))
            throw new BpfObjectFormatException($"a kernel version has 4 bytes, not {data.Length}", section.Label, 0);
        return KernelVersionCode.Read(file.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data));
    }
}
