namespace LibBpfSharp.Running;

/// <summary>What came of a test run.</summary>
/// <param name="ReturnValue">What the program returned, the last time it ran. For live frames 0: each went its own way.</param>
/// <param name="AverageNanoseconds">How long one run took, of all that were asked for; 0 for types whose runs are not timed.</param>
/// <param name="DataLength">Bytes of the packet as the program left it, whether or not they were asked for.</param>
/// <param name="ContextLength">Bytes of context given back.</param>
public readonly record struct TestRunResult(uint ReturnValue, uint AverageNanoseconds, int DataLength, int ContextLength);
