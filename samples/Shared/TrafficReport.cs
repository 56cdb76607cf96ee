using System.Text.Json;
using System.Text.Json.Serialization;

namespace LibBpfSharp.Samples;

/// <summary>Flows as the generator sent them, or as the kernel counted them: one line of JSON.</summary>
/// <param name="Seconds">Seconds since the writer began.</param>
/// <param name="Flows">One entry per direction, IP version, protocol and remote port.</param>
/// <param name="UntrackedPackets">Packets seen but not counted in <paramref name="Flows"/>; more than 0 means the figures are short.</param>
/// <param name="RetransmittedSegments">TCP segments the writer's own connections sent twice; <c>null</c> where it has no connections.</param>
internal sealed record TrafficReport(double Seconds, IReadOnlyList<TrafficFlow> Flows, long UntrackedPackets = 0, long? RetransmittedSegments = null)
{
    public static TrafficReport Parse(string json)
        => JsonSerializer.Deserialize(json, TrafficJson.Default.TrafficReport) ?? throw new JsonException("The report is 'null'.");

    public string ToJson() => JsonSerializer.Serialize(this, TrafficJson.Default.TrafficReport);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrafficReport))]
internal sealed partial class TrafficJson : JsonSerializerContext;
