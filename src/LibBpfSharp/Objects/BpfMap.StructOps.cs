using LibBpfSharp.Loading.StructOps;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    private readonly StructOpsValue? _structOps;

    private bool _autoAttach;

    /// <summary>What the map is registered with, once the programs are loaded.</summary>
    private OperationsValue? _operations;

    /// <summary>The program arrays of the object, held by a map of operations that no object owns.</summary>
    private KeptMaps _operationArrays = KeptMaps.None;

    private bool _ownsOperations;

    /// <summary>Whether the map's operations are registered when everything of its object is attached; set whenever one likes. On for struct_ops maps unless set.</summary>
    /// <exception cref="ArgumentException">Set to true on a map of another type: it cannot be attached.</exception>
    public bool AutoAttach
    {
        get => _autoAttach;
        set
        {
            if (value && _structOps is null) throw new ArgumentException($"Map '{Name}' is of type {_type}: only a struct_ops map can be attached.", nameof(value));
            _autoAttach = value;
        }
    }

    /// <summary>The members of a struct_ops map's value, to be read and set before the load; <c>null</c> for maps of other types.</summary>
    public StructOpsValue? StructOps => _structOps;

    /// <summary>Gives the map its value, with the programs in it.</summary>
    internal Errno TryWriteOperations() => Operations.WriteTo(Handle);

    private OperationsValue Operations => _operations ?? throw (_structOps is null
        ? new InvalidOperationException($"Map '{Name}' has no operations: it does not come from an object's struct_ops section.")
        : new InvalidOperationException($"Map '{Name}' has no operations yet: call {nameof(BpfObject)}.{nameof(BpfObject.Load)} first, which loads the programs they are."));
}
