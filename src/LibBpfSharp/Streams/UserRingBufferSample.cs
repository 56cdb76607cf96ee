namespace LibBpfSharp;

/// <summary>Room for one sample in a user ring buffer: fill <see cref="Data"/>, then <see cref="Submit"/> it. Disposing it without that discards it.</summary>
/// <remarks>It ends once: a copy must not be submitted as well.</remarks>
public unsafe ref struct UserRingBufferSample
{
    private readonly byte* _data;
    private readonly int _length;
    private UserRingBuffer? _ring;

    internal UserRingBufferSample(UserRingBuffer ring, byte* data, int length)
    {
        _ring = ring;
        _data = data;
        _length = length;
    }

    /// <summary>The sample's bytes, in memory shared with the kernel, 8-byte aligned; they hold what was there before.</summary>
    /// <exception cref="InvalidOperationException">It is submitted or discarded.</exception>
    public readonly Span<byte> Data => _ring is null ? throw Ended() : new(_data, _length);

    /// <summary>Hands the sample to programs.</summary>
    /// <exception cref="InvalidOperationException">It is submitted or discarded already.</exception>
    public void Submit() => End(isDiscarded: false);

    /// <summary>Gives the sample up; programs pass it over.</summary>
    /// <exception cref="InvalidOperationException">It is submitted or discarded already.</exception>
    public void Discard() => End(isDiscarded: true);

    /// <summary>Discards the sample, unless it is submitted.</summary>
    public void Dispose()
    {
        if (_ring is not null) End(isDiscarded: true);
    }

    private void End(bool isDiscarded)
    {
        UserRingBuffer ring = _ring ?? throw Ended();
        _ring = null;
        ring.Commit(_data, _length, isDiscarded);
    }

    private static InvalidOperationException Ended() => new("There is no sample: it is submitted or discarded.");
}
