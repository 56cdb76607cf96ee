using LibBpfSharp.Loading;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    private MapElements? _elements;
    private (uint MaxEntries, uint ValueSize, BpfMapFlags Flags) _configured;

    /// <summary>Whether the map is in the kernel and this object holds it.</summary>
    public bool IsLoaded => _elements is { Handle.IsDisposed: false };

    /// <summary>The map's descriptor. It stays this object's: do not dispose it.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    /// <exception cref="ObjectDisposedException">The map or its object is disposed.</exception>
    public BpfMapHandle Handle => Elements.Handle;

    /// <summary>Bytes one key maps to: <see cref="ValueSize"/>, in a per-CPU map rounded up to 8 and times the possible CPUs.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    public int ValueBufferSize => Elements.Shape.ValueBufferSize;

    /// <summary>What the kernel tells of the map: id, sizes, flags. Asked anew each time.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public BpfMapInfo Info => BpfMapInfo.Read(Handle);

    internal MapElements Elements => _elements switch
    {
        { Handle.IsDisposed: false } elements => elements,
        { } => throw new ObjectDisposedException(nameof(BpfMap), $"Map '{Name}' is disposed."),
        null => throw Phase.NotInKernel(_owner, $"Map '{Name}'", _autoCreate ? null : $"{nameof(AutoCreate)} is off for it"),
    };

    /// <summary>Closes the descriptor. The map stays in the kernel while programs, pins or other descriptors hold it.</summary>
    public void Dispose()
    {
        _elements?.Handle.Dispose();
        _reused?.Dispose();
        if (_ownsOperations) _operations?.Dispose();
        _operationArrays.Dispose();
        if (Interlocked.Exchange(ref _leftMemory, 1) == 0) _memory.Leave();
    }

    internal MapPlan Plan() => new()
    {
        Spec = Spec!,
        Name = Name,
        Type = _type,
        KeySize = _keySize,
        ValueSize = _valueSize,
        MaxEntries = _maxEntries,
        Flags = _flags,
        NumaNode = _numaNode,
        Interface = _interface,
        ExclusiveProgram = _exclusiveProgram?.Spec,
        MapExtra = _mapExtra,
        AutoCreate = _autoCreate,
        PinPath = _pin.Place,
        InnerTemplate = _innerTemplate?.Handle,
        Reused = _reused,
        KeyTypeId = Spec!.KeyTypeId,
        ValueTypeId = _valueSize == Spec.ValueSize || TrailingArray is not null ? Spec.ValueTypeId : 0,
        Image = Image,
        StructOpsFunctions = _structOps?.FunctionsByMember(),
    };

    /// <summary>After the load: what was to be the initial contents is the kernel's now, and operations have their programs.</summary>
    internal void SetComplete(MapPlan loaded)
    {
        _operations = loaded.Operations;
        if (_structOps is null) _image = null;
    }

    /// <summary>After a load that failed later on: the map is as it was before, and is gone from the kernel.</summary>
    internal void SetUnloaded()
    {
        if (_elements is not null) (_maxEntries, _valueSize, _flags) = _configured;
        (_elements, _memory) = (null, new());
    }

    /// <param name="loaded">What came of it.</param>
    /// <param name="arenaOffset">Where an arena's globals begin, in bytes.</param>
    internal void SetLoaded(MapPlan loaded, uint arenaOffset)
    {
        (_memory, _contentsOffset, _leftMemory) = (new(loaded.Arena), loaded.Arena is null ? 0 : arenaOffset, 0);
        if (loaded.Handle is not { } handle) return;

        // The load fits them to the kernel: elements to its CPUs, the value of struct_ops to its layout, flags to what it knows.
        _configured = (_maxEntries, _valueSize, _flags);
        (_maxEntries, _valueSize, _flags) = (loaded.MaxEntries, loaded.ValueSize, loaded.Flags);
        SetLoaded(handle);
    }

    /// <summary>Takes over a map now in the kernel, of the sizes it has there.</summary>
    private void SetLoaded(BpfMapHandle handle)
    {
        MapShape shape = new(
            Name, _type, checked((int)_keySize), checked((int)_valueSize), _maxEntries, () => PossibleCpus.Count(handle.Kernel), () => FindTypes(handle), _flags);
        _elements = new MapElements(handle, shape);
    }

    /// <summary>The types of the object, which knows them better than the kernel: that keeps none for some types of map.</summary>
    private MapTypes? FindTypes(BpfMapHandle handle) => Spec is { } spec && _types is { } types
        ? new(types, spec.KeyTypeId, _valueSize == spec.ValueSize ? spec.ValueTypeId : 0)
        : MapTypes.OfKernel(handle);
}
