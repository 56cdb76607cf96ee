namespace LibBpfSharp.Tracing;

/// <summary>What an iterator program walks.</summary>
public sealed record IteratorOptions
{
    /// <summary>What to walk; <c>null</c> for everything, where the kind of iterator has such a thing.</summary>
    public IteratorTarget? Target { get; init; }
}
