using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tool.Verify;

/// <summary>A program as it was handed to the kernel, and the kernel's answer.</summary>
internal sealed class CapturedLoad
{
    public required string Name { get; init; }

    public required BpfProgramType Type { get; init; }

    public required BpfAttachType ExpectedAttachType { get; init; }

    public required BpfInstruction[] Stream { get; init; }

    public required uint Flags { get; init; }

    public required uint AttachBtfId { get; init; }

    public required bool HasAttachDescriptor { get; init; }

    public required uint FuncInfos { get; init; }

    public required uint LineInfos { get; init; }

    public required uint Descriptors { get; init; }

    /// <summary>0 or the errno.</summary>
    public required int Errno { get; init; }
}
