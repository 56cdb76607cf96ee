namespace LibBpfSharp.Elf;

/// <summary>One relocation record.</summary>
/// <param name="Index">Position in its section, from 0.</param>
/// <param name="Offset">Byte offset of the place to change, in the section the relocations are for.</param>
/// <param name="Type">Relocation type, by machine.</param>
/// <param name="SymbolIndex">Index into the symbol table the relocation section links to; 0 is no symbol. Not checked: <see cref="ElfRelocations.GetSymbol"/> does.</param>
/// <param name="Addend">The addend of a RELA record, <c>null</c> where the addend is in the place itself.</param>
internal readonly record struct ElfRelocation(int Index, ulong Offset, uint Type, uint SymbolIndex, long? Addend);
