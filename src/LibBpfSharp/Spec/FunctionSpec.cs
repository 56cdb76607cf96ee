using LibBpfSharp.Instructions;

namespace LibBpfSharp.Spec;

/// <summary>One function of the object: an entry program, or a sub-program of <c>.text</c>.</summary>
internal sealed class FunctionSpec
{
    internal required string Name { get; init; }

    /// <summary>Index in <see cref="BpfObjectSpec.Functions"/>: ordered by section, then offset.</summary>
    internal int Index { get; set; }

    internal int SectionIndex { get; init; }

    /// <summary>The ELF section's name, a leading <c>?</c> included.</summary>
    internal required string SectionName { get; init; }

    /// <summary>First instruction, counted in slots from the start of the section.</summary>
    internal int SectionInstruction { get; init; }

    /// <summary>The instructions as compiled, in host byte order.</summary>
    internal ReadOnlyMemory<BpfInstruction> Instructions { get; init; }

    /// <summary>Sorted by instruction.</summary>
    internal RelocationSpec[] Relocations { get; set; } = [];

    /// <summary>Whether the function is in <c>.text</c>, where nothing is an entry program.</summary>
    internal bool IsSubprogram { get; init; }

    internal bool IsGlobal { get; init; }

    /// <summary>Global but hidden: its BTF FUNC is loaded as static, so the verifier checks it in its callers' context.</summary>
    internal bool IsHidden { get; init; }

    internal bool ContainsSectionInstruction(long instruction) =>
        instruction >= SectionInstruction && instruction < SectionInstruction + (long)Instructions.Length;

    public override string ToString() => $"{Name} ({SectionName}+{SectionInstruction})";
}
