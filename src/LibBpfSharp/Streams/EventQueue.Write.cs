namespace LibBpfSharp;

/// <content>The side of the one writer.</content>
internal sealed partial class EventQueue<T>
{
    private long _dropped;
    private bool _writerWaits;
    private bool _ended;
    private bool _abandoned;
    private Exception? _error;

    /// <summary>Events for which there was no room.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Waits until there is room.</summary>
    /// <returns>For how many events; 0 if the queue is abandoned.</returns>
    public int WaitForRoom()
    {
        lock (_gate)
        {
            while (Held >= _capacity && !_abandoned)
            {
                _writerWaits = true;
                Monitor.Wait(_gate);
            }

            return _abandoned ? 0 : _capacity - Held;
        }
    }

    /// <summary>Adds events.</summary>
    /// <param name="events">As many as the capacity at most; where the mode is to wait, as there is room for.</param>
    /// <param name="mode">What happens to more than there is room for.</param>
    /// <returns>How many events were dropped.</returns>
    public int Append(ReadOnlySpan<T> events, BpfEventStreamFullMode mode)
    {
        lock (_gate)
        {
            int dropped = 0;
            if (mode is not BpfEventStreamFullMode.Wait)
            {
                dropped = Math.Clamp(Held + events.Length - _capacity, 0, events.Length);
                _dropped += dropped;
                if (mode is BpfEventStreamFullMode.DropNewest) events = events[..^dropped];
                else _head += Math.Min(dropped, Held);
            }

            Reserve(events.Length);
            int first = Math.Min(events.Length, _events.Length - Slot(_tail));
            events[..first].CopyTo(_events.AsSpan(Slot(_tail)));
            events[first..].CopyTo(_events);
            _tail += events.Length;
            if (!events.IsEmpty) WakeReaders();
            return dropped;
        }
    }

    /// <summary>Says that there will be no more events; readers get those there are, and then the error.</summary>
    public void End(Exception? error)
    {
        lock (_gate)
        {
            (_ended, _error) = (true, error);
            CompleteIfEmpty();
            WakeReaders();
        }
    }

    /// <summary>Ends the writer's wait for room.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            WakeWriter();
        }
    }

    /// <summary>Called for half a queue of room: a wake-up for each place would cost more than the event.</summary>
    private void WakeWriter()
    {
        _writerWaits = false;
        Monitor.Pulse(_gate);
    }

    private void CompleteIfEmpty()
    {
        if (Held > 0) return;
        if (_error is null) _completion.TrySetResult();
        else if (_completion.TrySetException(_error)) _ = _completion.Task.Exception; // readers get it, whether or not anybody asks for the completion
    }
}
