namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Reads a ring buffer (<c>BPF_MAP_TYPE_RINGBUF</c>, 5.8). Several are read together by <see cref="RingBufferReader.Open"/>.</summary>
    /// <param name="options">How to read.</param>
    /// <returns>The reader, the caller's to dispose; the map may be disposed before it.</returns>
    /// <exception cref="ArgumentException">The map is of another type.</exception>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    /// <exception cref="ObjectDisposedException">The map is disposed.</exception>
    /// <exception cref="BpfException">The kernel refuses; the process may be out of descriptors or memory.</exception>
    /// <example>
    /// <code>
    /// using RingBufferReader reader = bpf.Maps["events"].AsRingBuffer();
    /// while (events &lt; 3)
    ///     reader.Poll((ring, record) => events++, Timeout.InfiniteTimeSpan, stop); // the record is the ring's memory: read in place
    /// </code>
    /// </example>
    public RingBufferReader AsRingBuffer(RingBufferOptions? options = null) => RingBufferReader.Open([this], options);

    /// <summary>Makes a perf buffer for each CPU, puts them into this map (<c>BPF_MAP_TYPE_PERF_EVENT_ARRAY</c>, 4.3) and reads them.</summary>
    /// <param name="options">How the buffers are made.</param>
    /// <returns>The reader, the caller's to dispose; the map may be disposed before it.</returns>
    /// <exception cref="ArgumentException">The map is of another type, or the options contradict each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of pages is no power of two.</exception>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    /// <exception cref="ObjectDisposedException">The map is disposed.</exception>
    /// <exception cref="BpfPermissionException">CAP_PERFMON is missing, or more memory is to be mapped than <c>kernel.perf_event_mlock_kb</c> allows.</exception>
    /// <exception cref="BpfException">The kernel refuses: a CPU is not online, or the map is too small for one.</exception>
    /// <example>
    /// <code>
    /// using PerfBufferReader reader = bpf.Maps["samples"].AsPerfBuffer(new() { PagesPerCpu = 8, OnLost = (cpu, lost) => Console.WriteLine($"{lost} lost") });
    /// bpf.Programs["sample"].TestRun(new() { Data = new byte[64] });
    /// while (samples == 0)
    ///     reader.Poll((buffer, sample) => samples++, Timeout.InfiniteTimeSpan, stop);
    /// </code>
    /// </example>
    public PerfBufferReader AsPerfBuffer(PerfBufferOptions? options = null) => new PerfBufferOpener(this, options ?? PerfBufferOptions.Plain).Open();

    /// <summary>Sends to programs through a user ring buffer (<c>BPF_MAP_TYPE_USER_RINGBUF</c>, 6.1).</summary>
    /// <returns>The sender, the caller's to dispose; the map may be disposed before it.</returns>
    /// <exception cref="ArgumentException">The map is of another type.</exception>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    /// <exception cref="ObjectDisposedException">The map is disposed.</exception>
    /// <exception cref="BpfException">The kernel refuses; the process may be out of descriptors or memory.</exception>
    /// <example>
    /// <code>
    /// using UserRingBuffer requests = bpf.Maps["requests"].AsUserRingBuffer();
    /// using (UserRingBufferSample sample = requests.Reserve(sizeof(ulong), TimeSpan.FromSeconds(1), stop))
    /// {
    ///     MemoryMarshal.Write(sample.Data, 7ul);
    ///     sample.Submit();                                   // without: discarded
    /// }
    /// </code>
    /// </example>
    public UserRingBuffer AsUserRingBuffer() => UserRingBuffer.Open(this);
}
