using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Reads what programs send by <c>bpf_perf_event_output</c> (4.4): by a handler, in batches, or as an asynchronous stream.</summary>
/// <remarks>
/// <para>
/// There is a buffer for each CPU; the order between CPUs is not known. A handler that throws has consumed its sample, and no other.
/// Where it may, use a ring buffer: it is one for all CPUs, keeps the order, and waits at less cost.
/// </para>
/// <para>
/// A map has one reader at a time: opening another puts its buffers in place of those there are, and disposal takes out what is at its indexes.
/// </para>
/// <para>Source: <c>perf_event_open(2)</c>, <c>kernel/events/ring_buffer.c</c>, <c>kernel/trace/bpf_trace.c</c>.</para>
/// </remarks>
public sealed class PerfBufferReader : BpfEventReader
{
    private readonly PerfBuffer[] _buffers;
    private readonly BpfMapHandle _map;

    internal PerfBufferReader(PerfBuffer[] buffers, EventPoller poller, BpfMapHandle map, string name)
        : base(poller, buffers, name)
    {
        _buffers = buffers;
        _map = map;
    }

    /// <summary>The buffers, by rising CPU, or in the order of <see cref="PerfBufferOptions.Cpus"/>.</summary>
    public IReadOnlyList<PerfBuffer> Buffers => _buffers;

    /// <summary>Records the kernel had no room for, as far as it has reported them: it does so with the next record there is room for.</summary>
    public override ulong Lost
    {
        get
        {
            ulong lost = 0;
            foreach (PerfBuffer buffer in _buffers) lost += buffer.Lost;
            return lost;
        }
    }

    /// <summary>Hands the samples there are to a handler, without waiting.</summary>
    /// <param name="handler">Called for each sample, on this thread. Reports of lost records are added up in <see cref="Lost"/>, records of other types passed over.</param>
    /// <param name="maximum">How many samples at most.</param>
    /// <returns>How many samples were handed out.</returns>
    /// <exception cref="InvalidOperationException">A buffer is being read already, or samples have other parts than what programs send.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    /// <exception cref="BpfRecordException">What is in a buffer is no record.</exception>
    public int Consume(PerfSampleHandler handler, int maximum = int.MaxValue)
    {
        int count = 0;
        foreach (PerfBuffer buffer in _buffers)
        {
            count += buffer.Consume(handler, maximum - count);
            if (buffer.IsClosed || count == maximum) break;
        }

        return count;
    }

    /// <summary>Hands the records there are to a handler, whatever they are, without waiting.</summary>
    /// <param name="handler">Called for each record, on this thread.</param>
    /// <param name="maximum">How many records at most.</param>
    /// <returns>How many records were handed out.</returns>
    /// <exception cref="InvalidOperationException">A buffer is being read already.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    /// <exception cref="BpfRecordException">What is in a buffer is no record.</exception>
    public int ConsumeRecords(PerfRecordHandler handler, int maximum = int.MaxValue)
    {
        int count = 0;
        foreach (PerfBuffer buffer in _buffers)
        {
            count += buffer.ConsumeRecords(handler, maximum - count);
            if (buffer.IsClosed || count == maximum) break;
        }

        return count;
    }

    /// <summary>Waits for samples, as many as <see cref="PerfBufferOptions.WakeUpEvents"/> says, and hands what there is to a handler.</summary>
    /// <param name="handler">Called for each sample, on this thread.</param>
    /// <param name="timeout">The longest wait, rounded up to milliseconds; zero not to wait, <see cref="Timeout.InfiniteTimeSpan"/> to wait for ever.</param>
    /// <param name="cancellationToken">Ends the wait at once, and, among samples that never end, the handing out of them within some thousand.</param>
    /// <returns>How many samples were handed out; 0 if the time is over, or there were reports of lost records only.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before or during the wait; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The reader is being polled, or a buffer read, already; or samples have other parts than what programs send.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed before or during the wait.</exception>
    /// <exception cref="BpfRecordException">What is in a buffer is no record.</exception>
    public int Poll(PerfSampleHandler handler, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        cancellationToken.ThrowIfCancellationRequested();
        BeginPoll();
        try
        {
            if (!Array.Exists(_buffers, static buffer => buffer.HasMore)) WaitForBuffers(timeout, cancellationToken);
            int count = 0;
            foreach (PerfBuffer buffer in _buffers)
            {
                int taken = RecordsAtATime;
                while (buffer.HasMore && taken == RecordsAtATime && !(count > 0 && cancellationToken.IsCancellationRequested))
                    count += taken = buffer.Consume(handler, RecordsAtATime);
            }

            return count;
        }
        finally
        {
            EndPoll();
        }
    }

    /// <summary>Has all buffers take no more records (4.7): what programs send is lost, and counted as such, until <see cref="Resume"/>.</summary>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Pause()
    {
        foreach (PerfBuffer buffer in _buffers) buffer.SetPaused(true);
    }

    /// <summary>Has all buffers take records again.</summary>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Resume()
    {
        foreach (PerfBuffer buffer in _buffers) buffer.SetPaused(false);
    }

    private protected override void CloseMap() => _map.Dispose();
}
