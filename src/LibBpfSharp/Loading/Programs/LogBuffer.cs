using System.Runtime.InteropServices;

namespace LibBpfSharp.Loading;

/// <summary>Unmanaged room for a verifier log, grown while the kernel says it is too small.</summary>
internal sealed unsafe class LogBuffer : IDisposable
{
    /// <summary>Most rejected programs need less.</summary>
    private const uint FirstSize = 64 << 10;

    /// <summary>Room for the million instructions of the longest verification; of what is longer kernels from 6.4 on write the end.</summary>
    private const uint LargestSize = 128 << 20;

    private byte* _bytes;

    internal uint Size { get; private set; }

    internal ulong Address => (ulong)_bytes;

    /// <summary>Whether the kernel wrote nothing since <see cref="Prepare"/>: before 5.16 it refuses a size of 16 MiB and more so.</summary>
    internal bool IsEmpty => Size == 0 || _bytes[0] == 0;

    /// <summary>Makes the buffer ready for an attempt.</summary>
    internal void Prepare()
    {
        if (Size == 0) Resize(FirstSize);
        _bytes[0] = 0;
    }

    /// <summary>Makes room for a log that did not fit.</summary>
    /// <param name="trueSize">The size the kernel says it needs, 0 before 6.4.</param>
    /// <returns>False if the buffer has its largest size already.</returns>
    internal bool TryGrow(uint trueSize)
    {
        if (Size >= LargestSize) return false;
        Resize(Math.Min(LargestSize, Math.Max(Size * 2, trueSize)));
        return true;
    }

    /// <summary>Copies what the kernel wrote.</summary>
    internal BpfVerifierLog Read(uint trueSize)
    {
        if (Size == 0) return BpfVerifierLog.Empty;
        return new BpfVerifierLog(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_bytes), Math.Max(0, (long)trueSize - Size));
    }

    public void Dispose()
    {
        NativeMemory.Free(_bytes);
        _bytes = null;
        Size = 0;
    }

    private void Resize(uint size)
    {
        Dispose();
        _bytes = (byte*)NativeMemory.Alloc(size);
        _bytes[0] = 0;
        Size = size;
    }
}
