namespace LibBpfSharp;

public sealed partial class BpfObject
{
    private UsdtSpecs? _usdt;

    /// <summary>What the object's programs are told about probes; all attachments of the object share it.</summary>
    internal UsdtSpecs UsdtSpecsFor(BpfProgram program, string place)
    {
        lock (_gate) return _usdt ??= UsdtSpecs.Of(this, program, place);
    }
}
