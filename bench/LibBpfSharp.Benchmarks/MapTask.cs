namespace LibBpfSharp.Benchmarks;

/// <summary>What is timed on a hash map of 64 Ki entries, 8-byte keys and 32-byte values.</summary>
/// <param name="Name">What the C side calls it.</param>
/// <param name="Count">How many operations, or how many elements in a batch.</param>
/// <param name="Most">The most its ratio to libbpf may be.</param>
/// <param name="Ours">Does it with this library.</param>
/// <param name="Elements">How many elements one run handles.</param>
/// <param name="PeerName">What the C side does in its place, where that is something else.</param>
internal sealed record MapTask(string Name, int Count, double Most, Action<MapFixture, int> Ours, int Elements, string? PeerName = null)
{
    private const int Singles = 512;
    private const int Batch = 1024;

    public static IReadOnlyList<MapTask> All { get; } =
    [
        new("lookup", Singles, 1.05, static (map, count) => map.LookUp(count), Singles),
        new("update", Singles, 1.05, static (map, count) => map.Update(count), Singles),
        new("delete", Singles, 1.05, static (map, count) => map.Delete(count), Singles) { PutBack = static (map, count) => map.Update(count) },
        new("lookup-batch", Batch, 1.05, static (map, count) => map.LookUpBatch(count), Batch),
        new("update-batch", Batch, 1.05, static (map, count) => map.UpdateBatch(count), Batch),
        new("delete-batch", Batch, 1.05, static (map, count) => map.DeleteBatch(count), Batch) { PutBack = static (map, count) => map.UpdateBatch(count) },
        new("enumerate", 0, 0.2, static (map, _) => map.Enumerate(), MapFixture.Entries, "walk") { EveryRounds = 15 },
    ];

    /// <summary>Makes the map what it was, off the clock.</summary>
    public Action<MapFixture, int>? PutBack { get; private init; }

    /// <summary>Long ones are not done every round.</summary>
    public int EveryRounds { get; private init; } = 1;

    /// <summary>The line that makes the C side do it.</summary>
    public string Request => FormattableString.Invariant($"{PeerName ?? Name} {Count}");
}
