using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>A named, typed variable inside one of the object's data sections.</summary>
public sealed class BpfVariableSpec
{
    internal BpfVariableSpec()
    {
    }

    /// <summary>The name in the source; clang writes a static of a function as <c>function.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The map that holds it.</summary>
    public required BpfMapSpec Map { get; init; }

    /// <summary>Offset in bytes from the start of the map's value, or of the arena's globals.</summary>
    public uint Offset { get; init; }

    /// <summary>Size in bytes.</summary>
    public uint Size { get; init; }

    /// <summary>BTF id of its type in the object's BTF.</summary>
    public uint TypeId { get; init; }

    /// <summary>Whether it is constant once the object is loaded.</summary>
    public bool IsReadOnly => Map.Kind is BpfMapKind.Rodata or BpfMapKind.Kconfig;

    /// <summary>Whether it can be seen outside its source file; a hidden one counts as static, a <c>__kconfig</c> value as extern.</summary>
    public BtfVarLinkage Linkage { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Map.SectionName}: {Name} at {Offset}, {Size} bytes";
}
