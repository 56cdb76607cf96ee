using LibBpfSharp.Interop;
using LibBpfSharp.Loading.StructOps;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Makes a map of a handle: of a descriptor that another library gave, say.</summary>
    /// <param name="handle">The handle, which belongs to the map from then on: disposing the map disposes it. After an exception it is still the caller's.</param>
    /// <remarks>Its <see cref="Name"/> is what the kernel kept of it, up to 15 characters. <see cref="OpenPinned(string, BpfFileFlags)"/>, <see cref="OpenById(uint, BpfFileFlags)"/> and <see cref="ReceiveFrom(System.Net.Sockets.Socket)"/> need no handle.</remarks>
    /// <exception cref="ArgumentException">The descriptor is no map: it is another kind of object, a file, or not open.</exception>
    /// <exception cref="ObjectDisposedException">The handle is disposed.</exception>
    /// <exception cref="BpfException">The kernel does not tell about the map (4.13).</exception>
    public static BpfMap FromHandle(BpfMapHandle handle)
    {
        handle.Require(BpfPinKind.Map);
        return new(handle, BpfMapInfo.Read(handle), pinPath: null);
    }

    /// <summary>The same map by a second descriptor: an object of its own, to be disposed by itself, which no <see cref="BpfObject"/> disposes of.</summary>
    /// <returns>The map: with this one's name, <see cref="Spec"/> and types, and the same memory; without a <see cref="PinPath"/>.</returns>
    /// <remarks>A duplicate of a struct_ops map holds the programs of its operations, too, and can register them when the object is disposed.</remarks>
    /// <exception cref="InvalidOperationException">The map is not in the kernel; or it is a struct_ops map whose programs are not loaded yet.</exception>
    /// <exception cref="ObjectDisposedException">The map or its object is disposed.</exception>
    /// <exception cref="BpfException">The process is out of descriptors (EMFILE).</exception>
    public BpfMap Duplicate() => Handle.Duplicate().GiveTo(copy => new BpfMap(this, copy));

    /// <summary>Whether an object owns the map.</summary>
    internal bool IsOf(BpfObject owner) => _owner == owner;

    /// <summary>Second descriptors for the program arrays of the object that the map of operations is or was of.</summary>
    internal KeptMaps ProgramArrays() => _owner?.ProgramArrays() ?? _operationArrays.Duplicate();

    /// <summary>Lets the map go its own way: the object no longer disposes of it.</summary>
    internal void Leave(BpfObject owner)
    {
        if (_owner is null) throw Phase.TakenAlready(owner, $"Map '{Name}'");
        _ = Handle;
        if (_structOps is not null) (_operations, _operationArrays, _ownsOperations) = HoldOperations(this);
        _owner = null;
    }

    /// <summary>The programs of a map's operations, and the program arrays they jump through, by further descriptors.</summary>
    private static (OperationsValue Operations, KeptMaps Arrays, bool IsOwned) HoldOperations(BpfMap map)
    {
        OperationsValue operations = map.Operations.Duplicate();
        try
        {
            return (operations, map.ProgramArrays(), true);
        }
        catch
        {
            operations.Dispose();
            throw;
        }
    }

    private BpfMap(BpfMap original, BpfMapHandle handle)
    {
        _types = original._types;
        Name = original.Name;
        Spec = original.Spec;
        _type = original._type;
        _keySize = original._keySize;
        _valueSize = original._valueSize;
        _maxEntries = original._maxEntries;
        _flags = original._flags;
        _numaNode = original._numaNode;
        _mapExtra = original._mapExtra;
        _interface = original._interface;
        _autoCreate = original._autoCreate;
        _exclusiveProgram = original._exclusiveProgram;
        _contentsOffset = original._contentsOffset;
        _structOps = original._structOps;
        if (_structOps is not null) (_operations, _operationArrays, _ownsOperations) = HoldOperations(original);
        SetLoaded(handle);
        _memory = original._memory.Share();
    }
}
