using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>A named, typed variable inside one of the object's data sections.</summary>
public sealed class BpfVariableSpec
{
    internal BpfVariableSpec(string name, BpfMapSpec map)
    {
        Name = name;
        Map = map;
    }

    /// <summary>The name in the source; clang writes a static of a function as <c>function.name</c>.</summary>
    public string Name { get; }

    /// <summary>The map that holds it.</summary>
    public BpfMapSpec Map { get; }

    /// <summary>Offset in bytes from the start of the map's value, or of the arena's globals.</summary>
    public uint Offset { get; internal init; }

    /// <summary>Size in bytes.</summary>
    public uint Size { get; internal init; }

    /// <summary>BTF id of its type in the object's BTF.</summary>
    public uint TypeId { get; internal init; }

    /// <summary>Whether it is constant once the object is loaded.</summary>
    public bool IsReadOnly => Map.Kind is BpfMapKind.Rodata or BpfMapKind.Kconfig;

    /// <summary>Whether it can be seen outside its source file; a hidden one counts as static, a <c>__kconfig</c> value as extern.</summary>
    public BtfVarLinkage Linkage { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Map.SectionName}: {Name} at {Offset}, {Size} bytes";
}
