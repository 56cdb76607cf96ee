namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Sees an array of perf events.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public PerfEventArray AsPerfEventArray() => new(Elements);
}
