using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>What programs may do with addresses inside the value of a map.</summary>
internal static class MapValueProbe
{
    /// <summary>Writes to offset 16 of a value of 32 bytes.</summary>
    public static ProbeAnswer OfGlobalData(Prober prober) => WithArray(prober, valueSize: 32, map => prober.Ask(new ProbeProgram(
        BpfProgramType.SocketFilter,
        [
            .. ProbeCode.LoadMapValue(1, map, 16),
            ProbeCode.Access(BpfInstructionClass.Store, BpfMemoryMode.Memory, 1, 0, 0, 42),
            ProbeCode.Move(0, 0),
            ProbeCode.Exit,
        ])));

    /// <summary>Names an offset far outside: where any offset may be named, the map is what minds.</summary>
    public static ProbeAnswer OfFullRange(Prober prober) => WithArray(prober, valueSize: 4, map =>
    {
        ProbeProgram program = new(BpfProgramType.SocketFilter, [.. ProbeCode.LoadMapValue(1, map, 1 << 30), ProbeCode.Exit]);
        string log = string.Empty;
        nint result = prober.Try(() => program.Load(prober.Kernel, out log));
        return log.Contains("invalid access to map value pointer", StringComparison.Ordinal)
            ? ProbeAnswer.Yes
            : prober.Judge(result >= 0 ? ProbeAnswer.Of(result, Errno.EINVAL) : ProbeAnswer.Of(result), program.Type);
    });

    private static ProbeAnswer WithArray(Prober prober, uint valueSize, Func<int, ProbeAnswer> ask)
    {
        nint result = MapProbe.Make(prober, new() { MapType = BpfMapType.Array, KeySize = 4, ValueSize = valueSize, MaxEntries = 1 }, out BpfMapHandle map);
        if (result < 0) return prober.Judge(ProbeAnswer.Of(result), BpfMapType.Array);
        using (map) return ask(map.Descriptor);
    }
}
