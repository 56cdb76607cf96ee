namespace LibBpfSharp;

public sealed partial class BpfObject
{
    /// <summary>The object's program arrays by further descriptors.</summary>
    internal KeptMaps ProgramArrays() => KeptMaps.Of(Maps.Where(map => map is { Type: BpfMapType.ProgArray, IsLoaded: true }).Select(map => map.Handle));
}
