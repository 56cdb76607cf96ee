using BenchmarkDotNet.Attributes;

namespace LibBpfSharp.Benchmarks;

/// <summary>The tasks of <see cref="MapBenchmark"/> by themselves, with what they allocate.</summary>
[MemoryDiagnoser]
public class MapOperations : IDisposable
{
    private const int Singles = 1024;

    private readonly MapFixture _map = new();

    /// <summary>Single look-ups.</summary>
    [Benchmark(OperationsPerInvoke = Singles)]
    public void LookUp() => _map.LookUp(Singles);

    /// <summary>Single updates.</summary>
    [Benchmark(OperationsPerInvoke = Singles)]
    public void Update() => _map.Update(Singles);

    /// <summary>Elements read by one call.</summary>
    [Benchmark(OperationsPerInvoke = Singles)]
    public void LookUpBatch() => _map.LookUpBatch(Singles);

    /// <summary>Elements written by one call.</summary>
    [Benchmark(OperationsPerInvoke = Singles)]
    public void UpdateBatch() => _map.UpdateBatch(Singles);

    /// <summary>All elements by <c>foreach</c>.</summary>
    [Benchmark(OperationsPerInvoke = MapFixture.Entries)]
    public void Enumerate() => _map.Enumerate();

    /// <summary>An element of a mapped array, in place.</summary>
    [Benchmark(OperationsPerInvoke = MapFixture.ArrayEntries)]
    public long ReadMapped() => _map.ReadMapped();

    /// <inheritdoc/>
    public void Dispose()
    {
        _map.Dispose();
        GC.SuppressFinalize(this);
    }
}
