namespace LibBpfSharp.Btf;

/// <summary>What a BTF array holds (<c>struct btf_array</c>).</summary>
/// <param name="ElementTypeId">The type of one element.</param>
/// <param name="IndexTypeId">The type of an index, of no use to a loader.</param>
/// <param name="Count">The number of elements; 0 for a flexible array.</param>
public readonly record struct BtfArray(uint ElementTypeId, uint IndexTypeId, uint Count);
