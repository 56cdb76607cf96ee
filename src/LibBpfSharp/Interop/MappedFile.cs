using System.Buffers;

namespace LibBpfSharp.Interop;

/// <summary>A file mapped for reading. Only <see cref="IDisposable.Dispose"/> unmaps it.</summary>
/// <remarks>
/// There is no finaliser, since nothing ties a span to its owner: what is handed out and not disposed stays mapped, at the cost of
/// address space alone.
/// </remarks>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly Kernel _kernel;
    private readonly int _length;
    private nint _address;

    private MappedFile(Kernel kernel, nint address, int length)
    {
        _kernel = kernel;
        _address = address;
        _length = length;
    }

    /// <summary>Maps all of a regular file.</summary>
    /// <param name="kernel">Whose file.</param>
    /// <param name="path">The file.</param>
    /// <param name="mapped">The mapping, or <c>null</c> on failure.</param>
    /// <returns>
    /// 0, or the negated errno of opening or mapping. ENODEV where the file system does not map such files, and for what is no regular file: the length
    /// of a device is not known, and a FIFO would be waited for. EFBIG from 2 GiB on.
    /// </returns>
    public static nint Open(Kernel kernel, string path, out MappedFile? mapped)
    {
        mapped = null;
        nint result = kernel.OpenFile(path, FileCalls.ReadOnly | FileCalls.NonBlocking | FileCalls.NoTerminal, out DescriptorHandle file);
        if (result < 0) return result;

        using (file)
        {
            Errno errno = file.TryGetStatus(out FileStatus status);
            if (errno == Errno.None && status.Kind != FileKind.Regular) errno = Errno.ENODEV;
            if (errno == Errno.None && status.StxSize > int.MaxValue) errno = Errno.EFBIG;
            if (errno != Errno.None) return -(nint)errno;

            nint address = file.MapFile((nint)status.StxSize);
            if (address < 0) return address;
            mapped = new MappedFile(kernel, address, (int)status.StxSize);
            return 0;
        }
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_address == 0, this);
        return new((void*)_address, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)_address + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        nint address = Interlocked.Exchange(ref _address, 0);
        if (address != 0) _kernel.UnmapMemory(address, _length);
    }
}
