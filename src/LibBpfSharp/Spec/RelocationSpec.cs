namespace LibBpfSharp.Spec;

/// <summary>One relocation of a function.</summary>
/// <param name="Instruction">The slot concerned, counted from the function's first.</param>
/// <param name="Kind">What to patch.</param>
/// <param name="Target">Index of the map or extern among the object's; −1 where the kind has no target.</param>
/// <param name="SymbolOffset">The symbol's value: bytes from the start of its section.</param>
/// <param name="SymbolSize">The symbol's size in bytes; for jump tables.</param>
internal readonly record struct RelocationSpec(
    int Instruction, RelocationKind Kind, int Target = -1, uint SymbolOffset = 0, uint SymbolSize = 0);
