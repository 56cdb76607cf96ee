using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>A program of one load: the object's definition with the caller's settings, and what came of it.</summary>
internal sealed class ProgramPlan
{
    internal required BpfProgramSpec Spec { get; init; }

    /// <summary>What its section's name means; <c>null</c> for one of no known kind, or with a meaning of the caller's.</summary>
    internal BpfSectionDefinition? Section { get; init; }

    /// <summary>Whether it is to be loaded.</summary>
    internal bool AutoLoad { get; set; }

    internal BpfProgramType Type { get; init; }

    internal BpfAttachType? ExpectedAttachType { get; set; }

    /// <summary>What the program is attached to, where that is known before it is loaded: of struct_ops programs, the member.</summary>
    internal AttachTarget? Target { get; set; }

    internal BpfProgramFlags Flags { get; init; }

    internal BpfInterface? Interface { get; init; }

    internal BpfLogLevel LogLevel { get; init; }

    /// <summary>The function, hook or tracepoint to attach to, where the caller named one.</summary>
    internal string? AttachTarget { get; init; }

    /// <summary>The program whose function is the target, where it is not the kernel's.</summary>
    internal BpfProgramHandle? AttachProgram { get; init; }

    /// <summary>What goes to the kernel in place of the object's instructions.</summary>
    internal ReadOnlyMemory<BpfInstruction>? Replacement { get; init; }

    /// <summary>The instructions as they go to the kernel.</summary>
    internal LinkedProgram? Linked { get; set; }

    /// <summary>The program in the kernel, once it is there.</summary>
    internal BpfProgramHandle? Handle { get; set; }

    internal BpfVerifierLog Log { get; set; } = BpfVerifierLog.Empty;
}
