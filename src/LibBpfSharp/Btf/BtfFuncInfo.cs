namespace LibBpfSharp.Btf;

/// <summary>Where a function starts and what its type is (<c>struct bpf_func_info</c>).</summary>
/// <param name="InstructionOffset">Bytes from the start of the section to the function's first instruction.</param>
/// <param name="TypeId">The function's type in the object's BTF.</param>
public readonly record struct BtfFuncInfo(uint InstructionOffset, uint TypeId) : IBtfRecord<BtfFuncInfo>
{
    static int IBtfRecord<BtfFuncInfo>.Words => 2;

    static BtfFuncInfo IBtfRecord<BtfFuncInfo>.Read(ReadOnlySpan<uint> words) => new(words[0], words[1]);
}
