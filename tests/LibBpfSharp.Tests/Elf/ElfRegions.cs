using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport.Mutation;

namespace LibBpfSharp.Tests.Elf;

/// <summary>Where in an ELF file a change is worth the trouble.</summary>
internal static class ElfRegions
{
    public static List<MutationRegion> Of(byte[] image)
    {
        ElfFile file = ElfFile.Parse(image);
        List<MutationRegion> regions =
        [
            new("identification", 0, 16),
            new("header", 16, 48, 2, 2),
            new("section headers", file.SectionHeader(0), file.SectionCount * ElfFile.SectionHeaderSize, 8, 10),
            new("all", 0, image.Length, 1, 2),
        ];
        for (int index = 1; index < file.SectionCount; index++)
        {
            ElfSection section = file.GetSection(index);
            int weight = section.Type switch
            {
                ElfSectionType.SymbolTable => 6,
                ElfSectionType.Rel or ElfSectionType.StringTable => 3,
                _ => 0,
            };
            if (weight > 0)
                regions.Add(new MutationRegion(section.Name, (int)section.Offset, (int)section.Size, 8, weight));
        }

        return regions;
    }
}
