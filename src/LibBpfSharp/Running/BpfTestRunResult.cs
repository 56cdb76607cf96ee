namespace LibBpfSharp.Running;

/// <summary>What came of a test run.</summary>
public readonly record struct BpfTestRunResult
{
    /// <summary>What the program returned, the last time it ran. For live frames 0: each went its own way.</summary>
    public uint ReturnValue { get; init; }

    /// <summary>How long one run took, of all that were asked for; 0 for types whose runs are not timed.</summary>
    public uint AverageNanoseconds { get; init; }

    /// <summary>Bytes of the packet as the program left it, whether or not they were asked for.</summary>
    public int DataLength { get; init; }

    /// <summary>Bytes of context given back.</summary>
    public int ContextLength { get; init; }
}
