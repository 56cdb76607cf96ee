namespace LibBpfSharp;

/// <summary>How ring buffers are read.</summary>
public sealed record RingBufferOptions
{
    internal static RingBufferOptions Plain { get; } = new();

    /// <summary>
    /// Tells how many records the BPF program had no room for, counted from its load on. The kernel keeps no such count: a program that adds up its
    /// failed <c>bpf_ringbuf_reserve</c> calls in a variable has one, as in <c>() => bpf.Variables["drops"].Get&lt;ulong&gt;()</c>.
    /// </summary>
    public Func<ulong>? ProducerDrops { get; init; }
}
