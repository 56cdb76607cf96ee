namespace LibBpfSharp;

/// <summary>Takes one sample of a perf buffer.</summary>
/// <param name="buffer">The buffer, which tells the CPU.</param>
/// <param name="sample">
/// What the program sent, with up to 7 bytes behind it that the kernel fills up with; valid until the handler returns. It lies in memory shared with
/// the kernel, 4 bytes off an 8-byte boundary, or, where it wraps around the buffer's end, in a copy.
/// </param>
public delegate void PerfSampleHandler(PerfBuffer buffer, ReadOnlySpan<byte> sample);
