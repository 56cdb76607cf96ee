namespace LibBpfSharp.Loading;

/// <summary>A relocation of a linked program.</summary>
/// <param name="Instruction">The slot, counted from the linked program's first.</param>
/// <param name="Function">The function it belongs to.</param>
/// <param name="Spec">The relocation as the object has it.</param>
internal readonly record struct LinkedRelocation(int Instruction, LinkedFunction Function, RelocationSpec Spec);
