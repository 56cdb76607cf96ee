namespace LibBpfSharp;

/// <summary>Takes one record of a ring buffer.</summary>
/// <param name="ring">The ring it is in.</param>
/// <param name="record">The record where it lies in memory shared with the kernel: valid until the handler returns, 8-byte aligned, as long as the program made it.</param>
public delegate void RingBufferHandler(RingBuffer ring, ReadOnlySpan<byte> record);
