namespace LibBpfSharp.Instructions;

/// <summary>An assembled program: instructions, and the maps they name, which are put in when it is loaded.</summary>
/// <param name="Instructions">The instructions, labels resolved.</param>
/// <param name="Maps">Where a map is named.</param>
public sealed record BpfCode(ReadOnlyMemory<BpfInstruction> Instructions, IReadOnlyList<BpfMapReference> Maps)
{
    /// <summary>The instructions, one a line, as <see cref="BpfDisassembler"/> prints them.</summary>
    public override string ToString() => string.Join('\n', BpfDisassembler.Format(Instructions));
}
