namespace LibBpfSharp;

public sealed partial class BpfMap
{
    private readonly BpfStructOps? _structOps;

    /// <summary>The members of a struct_ops map's value, to be read and set before the load; <c>null</c> for maps of other types.</summary>
    public BpfStructOps? StructOps => _structOps;
}
