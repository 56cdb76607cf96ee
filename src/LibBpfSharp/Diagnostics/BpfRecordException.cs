namespace LibBpfSharp;

/// <summary>A record of a ring or perf buffer is not what it was to be. It is consumed: the next read goes on behind it.</summary>
public sealed class BpfRecordException : BpfException
{
    /// <summary>A record that does not fit.</summary>
    /// <param name="message">What is wrong with it.</param>
    /// <param name="map">The map's name.</param>
    /// <param name="size">Bytes it has.</param>
    public BpfRecordException(string message, string map, int size)
        : base(message)
    {
        ObjectName = map;
        Size = size;
    }

    /// <summary>Bytes the record has.</summary>
    public int Size { get; }

    internal static BpfRecordException OfNonsense(string map, long size, long limit) => new(
        $"What is read from '{map}' is no record: it would have {size} bytes in {limit}. Another consumer moved the position. Open the buffer in one process.",
        map, (int)Math.Min(size, int.MaxValue));
}
