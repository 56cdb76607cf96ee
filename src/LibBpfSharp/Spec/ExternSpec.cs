namespace LibBpfSharp.Spec;

/// <summary>A name the object leaves to the kernel it is loaded into.</summary>
internal sealed class ExternSpec
{
    internal required string Name { get; init; }

    /// <summary>The name without a <c>___flavour</c> suffix.</summary>
    internal required string EssentialName { get; init; }

    internal ExternKind Kind { get; init; }

    /// <summary>Missing in the kernel is no error.</summary>
    internal bool IsWeak { get; init; }

    internal int SymbolIndex { get; init; }

    /// <summary>The VAR or FUNC in the object's BTF.</summary>
    internal uint TypeId { get; init; }

    /// <summary>The DATASEC in the object's BTF.</summary>
    internal uint SectionTypeId { get; init; }

    /// <summary>Type behind the VAR or FUNC as compiled, modifiers skipped; 0 for a typeless variable (<c>extern const void</c>), a FUNC_PROTO for a kfunc.</summary>
    internal uint TargetTypeId { get; init; }

    /// <summary>Meaningful for <see cref="ExternKind.Kconfig"/>.</summary>
    internal KconfigSpec Kconfig { get; set; }

    public override string ToString() => $"{Name} ({Kind}{(IsWeak ? ", weak" : "")})";
}
