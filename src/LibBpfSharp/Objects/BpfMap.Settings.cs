using LibBpfSharp.Loading;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    private BpfMapType _type;
    private uint _keySize;
    private uint _valueSize;
    private uint _maxEntries;
    private BpfMapFlags _flags;
    private uint _numaNode;
    private ulong _mapExtra;
    private bool _autoCreate;
    private readonly RememberedPin _pin = new();
    private BpfMap? _innerTemplate;
    private BpfInterface? _interface;
    private BpfProgram? _exclusiveProgram;

    /// <summary>The map type.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfMapType Type
    {
        get => _type;
        set => Configure(nameof(Type), ref _type, value);
    }

    /// <summary>Key size in bytes.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public uint KeySize
    {
        get => _keySize;
        set => Configure(nameof(KeySize), ref _keySize, value);
    }

    /// <summary>
    /// Value size in bytes; of one CPU's value in a per-CPU map. Setting that of a data section grows or cuts its initial contents, and the
    /// array at its end: <see cref="BpfVariable.Size"/>. Where no array is at its end, or the size cuts an element, the kernel is not told the types of its variables.
    /// </summary>
    /// <exception cref="ArgumentException">Set on an arena, whose size is its <see cref="MaxEntries"/> in pages.</exception>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public uint ValueSize
    {
        get => _valueSize;
        set
        {
            if (_type is BpfMapType.Arena) throw new ArgumentException($"Map '{Name}' is an arena: its size is its {nameof(MaxEntries)} in pages.", nameof(value));
            Configure(nameof(ValueSize), ref _valueSize, value);
            if (Spec!.IsInternal) ResizeImage(checked((int)value));
        }
    }

    /// <summary>
    /// Number of elements; bytes for ring buffers, rounded up to a power of two of pages; pages for an arena. 0 gives a perf event array
    /// one element per possible CPU.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public uint MaxEntries
    {
        get => _maxEntries;
        set => Configure(nameof(MaxEntries), ref _maxEntries, value);
    }

    /// <summary>Creation flags.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfMapFlags Flags
    {
        get => _flags;
        set => Configure(nameof(Flags), ref _flags, value);
    }

    /// <summary>The NUMA node, used with <see cref="BpfMapFlags.NumaNode"/>.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public uint NumaNode
    {
        get => _numaNode;
        set => Configure(nameof(NumaNode), ref _numaNode, value);
    }

    /// <inheritdoc cref="BpfMapSpec.MapExtra"/>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public ulong MapExtra
    {
        get => _mapExtra;
        set => Configure(nameof(MapExtra), ref _mapExtra, value);
    }

    /// <summary>Whether <see cref="BpfObject.Load"/> creates this map. Programs that reach a use of a map that is not created are rejected.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public bool AutoCreate
    {
        get => _autoCreate;
        set => Configure(nameof(AutoCreate), ref _autoCreate, value);
    }

    /// <summary>
    /// Where the load looks for the map, and where it pins it if it is not there; <c>null</c> for a map that is not shared by pin.
    /// A map found there must have the same type, sizes and flags.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public string? PinPath
    {
        get => _pin.Place;
        set
        {
            Phase.CheckConfigurable(_owner, $"{nameof(BpfMap)}.{nameof(PinPath)}", Name);
            _pin.Place = value;
        }
    }

    /// <summary>
    /// A map whose type, sizes and flags the maps in this map of maps are to have, in place of the definition's; <c>null</c> to go by the
    /// definition. It stays the caller's, and must be in the kernel and not disposed when the load creates this map.
    /// </summary>
    /// <exception cref="ArgumentException">Set on a map that is no map of maps.</exception>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfMap? InnerTemplate
    {
        get => _innerTemplate;
        set
        {
            if (value is not null && !_type.IsMapOfMaps())
                throw new ArgumentException($"Map '{Name}' is of type {_type}: only a map of maps has maps in it.", nameof(value));
            Configure(nameof(InnerTemplate), ref _innerTemplate, value);
        }
    }

    /// <summary>The network device the map is offloaded to (4.16), looked up at the load; <c>null</c> for a map of the kernel proper.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfInterface? Interface
    {
        get => _interface;
        set => Configure(nameof(Interface), ref _interface, value);
    }

    /// <summary>The only program that may use the map (6.18): the map is bound to the hash of its instructions. <c>null</c> for any.</summary>
    /// <exception cref="ArgumentException">Set to a program of another object.</exception>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfProgram? ExclusiveProgram
    {
        get => _exclusiveProgram;
        set
        {
            if (value is not null && _owner?.Programs.Contains(value) is not true)
                throw new ArgumentException($"Program '{value.Name}' is of another object than map '{Name}'.", nameof(value));
            Configure(nameof(ExclusiveProgram), ref _exclusiveProgram, value);
        }
    }

    /// <summary>The array at the end of a data section whose size was changed.</summary>
    private TrailingArray? TrailingArray => _valueSize != Spec!.ValueSize && Spec.IsInternal ? Loading.TrailingArray.Find(_types, Spec.ValueTypeId, _valueSize) : null;

    /// <summary>Bytes of a variable in the section as it is sized now.</summary>
    internal uint SizeOf(BpfVariableSpec variable)
        => TrailingArray is { } array && array.Offset == variable.Offset ? _valueSize - variable.Offset : variable.Size;

    private void Configure<T>(string member, ref T field, T value)
    {
        Phase.CheckConfigurable(_owner, $"{nameof(BpfMap)}.{member}", Name);
        field = value;
    }
}
