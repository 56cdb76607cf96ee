using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>A map as the kernel was asked for it, and the kernel's answer.</summary>
internal sealed class CapturedMap
{
    public required string Name { get; init; }

    public required BpfMapType Type { get; init; }

    public required uint KeySize { get; init; }

    public required uint ValueSize { get; init; }

    public required uint MaxEntries { get; init; }

    public required uint Flags { get; init; }

    public required ulong Extra { get; init; }

    public required bool HasInner { get; init; }

    public required bool HasBtf { get; init; }

    public required uint KeyTypeId { get; init; }

    public required uint ValueTypeId { get; init; }

    public required uint KernelValueTypeId { get; init; }

    /// <summary>0 or the errno.</summary>
    public required int Errno { get; init; }

    public void AddTo(JsonLine line)
    {
        line.Word("t", Type.ToShortName());
        line.Number("ks", KeySize).Number("vs", ValueSize).Number("me", MaxEntries).NumberUnlessZero("fl", Flags);
        if (Extra != 0) line.Hash("ex", Extra);
        line.NumberUnlessZero("in", HasInner ? 1 : 0);
        if (HasBtf) line.Number("kt", KeyTypeId).Number("vt", ValueTypeId);
        line.NumberUnlessZero("vvt", KernelValueTypeId);
        if (Errno != 0) line.Text("v", ErrnoWord.Of(Errno));
    }
}
