using System.Buffers;

namespace LibBpfSharp;

/// <summary>Bytes for the length of a call: on the stack where they fit, else rented.</summary>
internal readonly ref struct ScratchBytes
{
    private readonly byte[]? _rented;

    public ScratchBytes(Span<byte> onStack, int size)
    {
        if (size <= onStack.Length)
        {
            Bytes = onStack[..size];
            return;
        }

        _rented = ArrayPool<byte>.Shared.Rent(size);
        Bytes = _rented.AsSpan(0, size);
    }

    public Span<byte> Bytes { get; }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }
}
