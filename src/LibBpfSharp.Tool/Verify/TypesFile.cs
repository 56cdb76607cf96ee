using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Tool.Verify;

/// <summary>Types in a file: raw BTF, or the <c>.BTF</c> section of an ELF file.</summary>
internal static class TypesFile
{
    /// <exception cref="BpfObjectFormatException">The file holds no BTF.</exception>
    public static BtfSpec Read(string path)
    {
        byte[] image = File.ReadAllBytes(path);
        if (!image.AsSpan().StartsWith("\u007fELF"u8)) return BtfSpec.Parse(image);
        return ElfFile.Parse(image).TryFindSection(".BTF"u8, out ElfSection section)
            ? BtfSpec.Parse(section.Data)
            : throw new BpfObjectFormatException($"'{path}' has no types", ".BTF");
    }
}
