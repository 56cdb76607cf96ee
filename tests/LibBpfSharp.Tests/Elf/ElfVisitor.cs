using LibBpfSharp.Elf;

namespace LibBpfSharp.Tests.Elf;

/// <summary>Asks an ELF file for everything it has.</summary>
internal static class ElfVisitor
{
    /// <summary>Reads every section, symbol, relocation and program header, names and bytes included; returns a number that depends on all.</summary>
    public static ulong Visit(ElfFile file)
    {
        ulong sum = 0;
        for (int index = 0; index < file.SegmentCount; index++)
            sum += file.GetSegment(index).Offset;
        for (int index = 0; index < file.SectionCount; index++)
            sum += Visit(file, file.GetSection(index));
        if (file.Symbols is { } symbols)
            sum += Visit(file, symbols);
        if (file.DynamicSymbols is { } dynamic)
            sum += Visit(file, dynamic);
        return sum;
    }

    private static ulong Visit(ElfFile file, ElfSection section)
    {
        ulong sum = (ulong)section.Name.Length + section.Address + section.Alignment;
        foreach (byte octet in section.Data.Span)
            sum += octet;
        if (section.Type is not (ElfSectionType.Rel or ElfSectionType.Rela))
            return sum;

        ElfRelocations relocations = section.AsRelocations();
        sum += (ulong)relocations.Target.Name.Length;
        ElfSymbolTable symbols = relocations.GetSymbols();
        foreach (ElfRelocation relocation in relocations)
            sum += relocation.Offset + (ulong)(relocation.Addend ?? 0) + (ulong)relocations.GetSymbol(relocation, symbols).Name.Length;
        return sum;
    }

    private static ulong Visit(ElfFile file, ElfSymbolTable symbols)
    {
        ulong sum = 0;
        foreach (ElfSymbol symbol in symbols)
        {
            sum += (ulong)symbol.Name.Length + symbol.Value + symbol.Size + symbol.Binding + symbol.Type;
            if (symbol.IsInSection)
                sum += (ulong)file.GetSection(symbol.SectionIndex).Name.Length;
        }

        return sum;
    }
}
