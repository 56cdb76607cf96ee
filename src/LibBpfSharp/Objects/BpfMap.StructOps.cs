namespace LibBpfSharp;

public sealed partial class BpfMap
{
    private readonly StructOpsValue? _structOps;

    private bool _autoAttach;

    /// <summary>The value in the kernel's layout, once it is loaded.</summary>
    private byte[]? _operations;

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
}
