namespace LibBpfSharp;

/// <summary>A batch of element operations ended before its last element.</summary>
public sealed class BpfBatchException : BpfException
{
    internal BpfBatchException(string message, Errno errno, BpfCommand command, string map, int completed, Exception cause)
        : base(message, errno, command, map, cause) => Completed = completed;

    /// <summary>How many elements were done, in the order given: the one at this index is the one refused.</summary>
    public int Completed { get; }
}
