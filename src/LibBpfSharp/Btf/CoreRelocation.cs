namespace LibBpfSharp.Btf;

/// <summary>An instruction that depends on the layout of the kernel's types (<c>struct bpf_core_relo</c>).</summary>
/// <param name="InstructionOffset">Bytes from the start of the section to the instruction.</param>
/// <param name="TypeId">The root type of the access, in the object's BTF.</param>
/// <param name="AccessStringOffset">String offset of the access path: indexes of members, enumerators and elements, such as <c>0:1:2</c>.</param>
/// <param name="Kind">What is asked of the type.</param>
public readonly record struct CoreRelocation(uint InstructionOffset, uint TypeId, uint AccessStringOffset, CoreRelocationKind Kind)
    : IBtfRecord<CoreRelocation>
{
    static int IBtfRecord<CoreRelocation>.Words => 4;

    static CoreRelocation IBtfRecord<CoreRelocation>.Read(ReadOnlySpan<uint> words)
        => new(words[0], words[1], words[2], (CoreRelocationKind)words[3]);
}
