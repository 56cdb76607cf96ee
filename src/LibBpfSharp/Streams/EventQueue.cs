using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LibBpfSharp;

/// <summary>The events between one writer and any readers, up to a capacity. Both sides take many at a time under one lock.</summary>
internal sealed partial class EventQueue<T> : ChannelReader<T>
    where T : unmanaged
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _capacity;
    private T[] _events;
    private long _head;
    private long _tail;

    public EventQueue(int capacity)
    {
        _capacity = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        _events = new T[_capacity];
    }

    public int Capacity => _capacity;

    public override bool CanCount => true;

    public override int Count
    {
        get
        {
            lock (_gate) return Held;
        }
    }

    public override bool CanPeek => true;

    public override Task Completion => _completion.Task;

    private int Held => (int)(_tail - _head);

    public override bool TryRead(out T item)
    {
        Unsafe.SkipInit(out item);
        return Take(new Span<T>(ref item)) == 1;
    }

    public override bool TryPeek(out T item)
    {
        lock (_gate)
        {
            item = Held == 0 ? default : _events[Slot(_head)];
            return Held != 0;
        }
    }

    public override IAsyncEnumerable<T> ReadAllAsync(CancellationToken cancellationToken = default) => new EventEnumerable<T>(this, cancellationToken);

    /// <summary>Takes events out, in order.</summary>
    /// <returns>How many.</returns>
    public int Take(Span<T> destination)
    {
        lock (_gate)
        {
            int count = Math.Min(Held, destination.Length);
            if (count == 0) return 0;
            int first = Math.Min(count, _events.Length - Slot(_head));
            _events.AsSpan(Slot(_head), first).CopyTo(destination);
            _events.AsSpan(0, count - first).CopyTo(destination[first..]);
            _head += count;
            if (_writerWaits && Held <= _capacity / 2) WakeWriter();
            if (_ended) CompleteIfEmpty();
            return count;
        }
    }

    /// <summary>Puts back, in front of the rest, what a reader took and does not want. There is always room for it.</summary>
    public void PutBack(ReadOnlySpan<T> events)
    {
        if (events.IsEmpty) return;
        lock (_gate)
        {
            Reserve(events.Length);
            _head -= events.Length;
            for (int i = 0; i < events.Length; i++) _events[Slot(_head + i)] = events[i];
            WakeReaders();
        }
    }

    private int Slot(long position) => (int)(position & (_events.Length - 1));

    private void Reserve(int more)
    {
        if (Held + more <= _events.Length) return;
        T[] larger = new T[BitOperations.RoundUpToPowerOf2((uint)(Held + more))];
        for (long position = _head; position < _tail; position++) larger[(int)(position & (larger.Length - 1))] = _events[Slot(position)];
        _events = larger;
    }
}
