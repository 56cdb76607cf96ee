namespace LibBpfSharp;

/// <summary>One record of a perf buffer as the kernel wrote it.</summary>
/// <remarks>Source: <c>struct perf_event_header</c> and <c>enum perf_event_type</c>, <c>include/uapi/linux/perf_event.h</c>.</remarks>
public readonly unsafe ref struct PerfRecord
{
    internal const int HeaderLength = 8;

    private readonly byte* _header;

    internal PerfRecord(byte* header) => _header = header;

    /// <summary>What it is: <c>PERF_RECORD_SAMPLE</c> is 9, <c>PERF_RECORD_LOST</c> is 2.</summary>
    public uint Type => *(uint*)_header;

    /// <summary>Further facts, by type: the CPU mode of a sample (<c>misc</c>).</summary>
    public ushort Flags => *(ushort*)(_header + 4);

    /// <summary>What follows the header: for a sample the parts that <see cref="PerfBufferOptions.SampleFormat"/> asks for, in the order of their bits.</summary>
    public ReadOnlySpan<byte> Body => new(_header + HeaderLength, Size - HeaderLength);

    /// <summary>Bytes of the whole record, a multiple of 8.</summary>
    internal int Size => *(ushort*)(_header + 6);

    internal bool IsSample => Type == 9; // PERF_RECORD_SAMPLE

    /// <summary>What the program sent, of a sample that has nothing else.</summary>
    internal ReadOnlySpan<byte> Raw => new(_header + HeaderLength + sizeof(uint), (int)*(uint*)(_header + HeaderLength));

    /// <summary>Whether a sample that has nothing else is as long as it says.</summary>
    internal bool IsRawWhole => Size >= HeaderLength + sizeof(uint) && *(uint*)(_header + HeaderLength) <= (uint)(Size - HeaderLength - sizeof(uint));

    /// <summary>How many records the kernel had no room for, if this record tells it: the second word of <c>PERF_RECORD_LOST</c>.</summary>
    internal ulong Lost
    {
        get
        {
            const uint LostType = 2; // PERF_RECORD_LOST
            return Type == LostType && Size >= HeaderLength + 2 * sizeof(ulong) ? *(ulong*)(_header + HeaderLength + sizeof(ulong)) : 0;
        }
    }
}
