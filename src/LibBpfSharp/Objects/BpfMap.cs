using LibBpfSharp.Btf;

namespace LibBpfSharp;

/// <summary>A map: one of an object, with settings that count at the next load, or one opened from a pin.</summary>
/// <remarks>Settings are for one thread; after the load all members may be used by several threads, and by BPF programs at the same time.</remarks>
public sealed partial class BpfMap : IDisposable
{
    private readonly BtfSpec? _types;
    private BpfObject? _owner;

    internal BpfMap(BpfMapSpec spec, BpfObject owner)
    {
        _owner = owner;
        _types = owner.Spec.Btf;
        Spec = spec;
        Name = spec.Name;
        _type = spec.Type;
        _keySize = spec.KeySize;
        _valueSize = spec.ValueSize;
        _maxEntries = spec.MaxEntries;
        _flags = spec.Flags;
        _numaNode = spec.NumaNode;
        _mapExtra = spec.MapExtra;
        _autoCreate = spec.AutoCreate;
        if (spec.StructOps is not null) (_structOps, _autoAttach) = (new StructOpsValue(this, owner), true);
        _pin.Place = spec.Pinning is BpfMapPinning.ByName ? Path.Combine(owner.Options.PinRootPath, spec.Name) : null;
    }

    /// <summary>The map's name: the C variable's, or that of a data section. The kernel keeps 15 characters of it.</summary>
    public string Name { get; }

    /// <summary>The map as its object defines it; <c>null</c> for a map that comes from no object.</summary>
    public BpfMapSpec? Spec { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Type})";
}
