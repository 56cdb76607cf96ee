using LibBpfSharp.Instructions;
using LibBpfSharp.Loading;

namespace LibBpfSharp.Spec;

/// <summary>An entry program as the object defines it, before any setting of the caller.</summary>
public sealed class BpfProgramSpec
{
    internal BpfProgramSpec(FunctionSpec function, BpfSectionDefinition? section)
    {
        Function = function;
        Section = section;
    }

    /// <summary>The function's name.</summary>
    public string Name => Function.Name;

    /// <summary>The ELF section, without a leading <c>?</c>.</summary>
    public string SectionName => AutoLoad ? Function.SectionName : Function.SectionName[1..];

    /// <summary>What the section's name means, <c>null</c> for a name of no known kind: such a program needs its type set before it loads.</summary>
    public BpfSectionDefinition? Section { get; }

    /// <summary>The program type; <see cref="BpfProgramType.Unspec"/> where the section's name is of no known kind.</summary>
    public BpfProgramType Type => Section?.ProgramType ?? BpfProgramType.Unspec;

    /// <summary>The expected attach type, <c>null</c> where the section names none.</summary>
    public BpfAttachType? ExpectedAttachType => Section?.AttachType;

    /// <summary>The text after the section's first slash: function, hook, tracepoint or path; <c>null</c> without a slash.</summary>
    public string? AttachTarget => Function.SectionName.IndexOf('/') is >= 0 and int slash ? Function.SectionName[(slash + 1)..] : null;

    /// <summary>False for <c>SEC("?…")</c>: not loaded unless asked for.</summary>
    public bool AutoLoad => !Function.SectionName.StartsWith('?');

    /// <summary>The instructions as compiled, in host byte order: nothing relocated, sub-programs not appended.</summary>
    public ReadOnlyMemory<BpfInstruction> Instructions => Function.Instructions;

    internal FunctionSpec Function { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({SectionName})";
}
