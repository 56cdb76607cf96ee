namespace LibBpfSharp.Tests.Documentation.Exceptions;

/// <summary>What following the calls says a member throws, and why it cannot: the calls are followed without regard to values.</summary>
internal static class ImpossibleExceptions
{
    private const string WholeMemory = "it asks for the whole memory, from 0 to its length";

    public static IReadOnlyDictionary<(string Member, string Exception), string> Reasons { get; } = new Dictionary<(string, string), string>
    {
        [("BpfMemoryLease.Bytes", nameof(ArgumentOutOfRangeException))] = WholeMemory,
        [("BpfMemoryLease.ReadOnlyBytes", nameof(ArgumentOutOfRangeException))] = WholeMemory,
        [("BpfMemoryLease.As", nameof(ArgumentOutOfRangeException))] = WholeMemory,
        [("BpfMemoryLease.AsReadOnly", nameof(ArgumentOutOfRangeException))] = WholeMemory,
        [("BtfBuilder.AddCopy", nameof(ArgumentOutOfRangeException))] = "the record it asks for is the one just added",
        [("BtfBuilder.AddVariable", nameof(ArgumentOutOfRangeException))] = "the record it asks for is the one added last, and there is one",
        [("BpfDeployment.Remove", nameof(BpfLayoutException))] = "its maps were made or checked by this library when it was opened",
        [("NetworkNamespace.OpenForProcess", nameof(ArgumentException))] = "the path it makes is never empty",
        [("PerfBuffer.Read", nameof(BpfLayoutException))] = "samples have no type to be compared with; ring buffers, whose code is called by the same interface, have",
        [("BpfStackTraces.GetKernelFrames", nameof(ArgumentException))] = "it makes as much room as a trace needs",
        [("UserRingBufferSample.Dispose", nameof(InvalidOperationException))] = "it ends the sample only if nobody has",
    };
}
