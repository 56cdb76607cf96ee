using LibBpfSharp.Btf;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>The type of a buffer's records where the map's definition names one.</summary>
    internal BtfType? RecordType => Spec is { ValueTypeId: not 0 and uint id } && _types is { } types ? types.GetType(id) : null;
}
