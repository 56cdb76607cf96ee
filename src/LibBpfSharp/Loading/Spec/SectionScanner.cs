using System.Buffers.Binary;
using System.Text;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Loading;

/// <summary>Sorts an object's sections by name, type and flags, as libbpf does (<c>bpf_object__elf_collect</c>).</summary>
internal static class SectionScanner
{
    private const ushort BpfMachine = 247;
    private const int LongestLicense = 63;

    internal static ObjectSections Scan(ElfFile file)
    {
        CheckHeader(file);
        ObjectSections sections = new()
        {
            File = file,
            Symbols = file.Symbols ?? throw new BpfObjectFormatException(
                "the object has no symbol table, so its programs and maps cannot be told apart: do not strip it fully (llvm-strip -g keeps what is needed)"),
            Roles = new SectionRole[file.SectionCount],
        };

        for (int index = 1; index < file.SectionCount; index++)
        {
            ElfSection section = file.GetSection(index);
            if (!IsIgnored(section))
                sections.Roles[index] = Classify(sections, section);
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
        if (file.Machine is not (ElfMachine.None or BpfMachine))
        {
            throw new BpfObjectFormatException(
                $"not a BPF object: compiled for ELF machine {file.Machine}, BPF is {BpfMachine}; compile with clang -target bpf -g -O2", offset: 18);
        }
        if (file.SectionNamesIndex == 0)
            throw new BpfObjectFormatException("the file has no table of section names", offset: 62);
    }

    private static bool IsIgnored(ElfSection section)
    {
        if (section.Type is ElfSectionType.StringTable or ElfSectionType.LlvmAddressSignificance)
            return true;
        if (section.Type == ElfSectionType.ProgBits && section.Size == 0 && section.NameIs(".text"u8))
            return true;
        return section.NameStartsWith(".debug_"u8)
            || section.NameStartsWith(".rel.debug_"u8)
            || section.NameIs(".rel.BTF"u8)
            || section.NameIs(".rel.BTF.ext"u8);
    }

    private static SectionRole Classify(ObjectSections sections, ElfSection section)
    {
        ReadOnlyMemory<byte> data = section.Data;
        if (section.NameIs("license"u8))
        {
            sections.License = ReadLicense(data.Span);
        }
        else if (section.NameIs("version"u8))
        {
            sections.KernelVersion = ReadVersion(sections.File, section);
        }
        else if (section.NameIs("maps"u8))
        {
            throw new BpfObjectFormatException(
                "maps are defined the old way, as struct bpf_map_def in section 'maps': "
                + "define them as structs of __uint and __type in SEC(\".maps\") and compile with -g", "maps", 0);
        }
        else if (section.NameIs(".maps"u8))
        {
            sections.Maps = section.Index;
            return SectionRole.Maps;
        }
        else if (section.NameIs(".BTF"u8))
        {
            sections.Btf = RequireProgBits(section);
        }
        else if (section.NameIs(".BTF.ext"u8))
        {
            sections.BtfExtensions = RequireProgBits(section);
        }
        else
        {
            return section.Type switch
            {
                ElfSectionType.ProgBits when !data.IsEmpty => ClassifyBytes(sections, section),
                ElfSectionType.Rel => ClassifyRelocations(sections, section),
                ElfSectionType.NoBits when IsNamed(section, ".bss"u8, ".bss."u8) => SectionRole.Bss,
                _ => SectionRole.None,
            };
        }
        return SectionRole.None;
    }

    private static SectionRole ClassifyBytes(ObjectSections sections, ElfSection section)
    {
        if ((section.Flags & ElfSectionFlags.Execute) != 0)
        {
            if (section.NameIs(".text"u8))
                sections.Text = section.Index;
            return SectionRole.Code;
        }
        if (IsNamed(section, ".data"u8, ".data."u8))
            return SectionRole.Data;
        if (IsNamed(section, ".rodata"u8, ".rodata."u8))
            return SectionRole.Rodata;
        if (IsStructOps(section, relocations: false))
        {
            sections.HasStructOps = true;
            return SectionRole.StructOps;
        }
        if (section.NameIs(".addr_space.1"u8))
        {
            sections.Arena = section.Index;
            return SectionRole.Arena;
        }
        if (section.NameIs(".jumptables"u8))
        {
            sections.JumpTables = section.Index;
            return SectionRole.JumpTables;
        }
        return SectionRole.None;
    }

    private static SectionRole ClassifyRelocations(ObjectSections sections, ElfSection section)
    {
        // An entry size or target that is wrong is an error even where the relocations are not needed.
        ElfSection target = section.AsRelocations().Target;
        bool needed = (target.Flags & ElfSectionFlags.Execute) != 0
            || IsStructOps(section, relocations: true)
            || section.NameIs(".rel.maps"u8);
        return needed ? SectionRole.Relocations : SectionRole.None;
    }

    private static bool IsNamed(ElfSection section, ReadOnlySpan<byte> name, ReadOnlySpan<byte> prefix) =>
        section.NameIs(name) || section.NameStartsWith(prefix);

    private static bool IsStructOps(ElfSection section, bool relocations) => relocations
        ? section.NameIs(".rel.struct_ops"u8) || section.NameIs(".rel.struct_ops.link"u8)
            || section.NameIs(".rel?.struct_ops"u8) || section.NameIs(".rel?.struct_ops.link"u8)
        : section.NameIs(".struct_ops"u8) || section.NameIs(".struct_ops.link"u8)
            || section.NameIs("?.struct_ops"u8) || section.NameIs("?.struct_ops.link"u8);

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

    private static uint ReadVersion(ElfFile file, ElfSection section)
    {
        ReadOnlySpan<byte> data = section.Data.Span;
        if (data.Length != sizeof(uint))
            throw new BpfObjectFormatException($"a kernel version has 4 bytes, not {data.Length}", section.Label, 0);
        return file.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data);
    }
}
