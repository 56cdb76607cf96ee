using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Streams;

/// <summary>A ring buffer without a kernel: the test writes records into the memory that the reader maps, as <c>kernel/bpf/ringbuf.c</c> would.</summary>
internal sealed unsafe class SharedRing : Kernel, IDisposable
{
    public const uint Busy = 1u << 31;
    public const uint Discarded = 1u << 30;

    private const int ReadWrite = 3, Shared = 1, Private = 2, Fixed = 0x10, Anonymous = 0x20;

    private readonly nint _file;
    private readonly nint _page = Environment.SystemPageSize;
    private readonly byte* _consumer;
    private readonly byte* _producer;
    private readonly BpfMapFlags _flags;

    public SharedRing(uint size, BpfMapFlags flags = 0)
    {
        Size = size;
        _flags = flags;
        fixed (byte* name = "ring"u8) _file = Checked(Running.Invoke(SystemCall.MemfdCreate, (nint)name, 0));
        byte[] zeros = new byte[2 * _page + (nint)size];
        fixed (byte* pointer = zeros) Checked(Running.Invoke(SystemCall.Write, _file, (nint)pointer, zeros.Length));
        _consumer = (byte*)MapConsumer();
        _producer = (byte*)MapProducer();
        Map = BpfMap.OfHandle(NewHandle(), null);
    }

    public uint Size { get; }

    public BpfMap Map { get; }

    /// <summary>How often readers waited.</summary>
    public int Waits { get; private set; }

    /// <summary>What happens in the kernel before each wait.</summary>
    public Action BeforeWait { get; init; } = static () => { };

    public ref ulong Consumed => ref *(ulong*)_consumer;

    public ref ulong Produced => ref *(ulong*)_producer;

    public ref ulong Overwritten => ref *(ulong*)(_producer + 16);

    /// <summary>The header at a position.</summary>
    public ref uint Header(ulong position) => ref *(uint*)(_producer + _page + (nint)(position & (Size - 1)));

    /// <summary>Writes a record that begins with a number, as far as it is long enough.</summary>
    /// <returns>Its position.</returns>
    public ulong Add(uint length, ulong number = 0, uint flags = 0)
    {
        ulong position = Produced;
        byte* header = _producer + _page + (nint)(position & (Size - 1));
        *(ulong*)header = length | flags;
        if (length >= sizeof(ulong)) *(ulong*)(header + 8) = number;
        Volatile.Write(ref Produced, position + ((length + 15) & ~7ul));
        return position;
    }

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0) => call switch
    {
        SystemCall.Bpf when (BpfCommand)a is BpfCommand.ObjGetInfoByFd => Describe((ObjectInfoAttr*)b),
        SystemCall.EpollPwait => Wait(a, b, c, d, e, f),
        SystemCall.Mmap => f == 0 ? MapConsumer() : MapProducer(),
        _ => Running.Invoke(call, a, b, c, d, e, f),
    };

    public void Dispose()
    {
        Map.Dispose();
        Running.Invoke(SystemCall.Munmap, (nint)_consumer, _page);
        Running.Invoke(SystemCall.Munmap, (nint)_producer, _page + 2 * (nint)Size);
        Running.Invoke(SystemCall.Close, _file);
    }

    private nint Wait(nint a, nint b, nint c, nint d, nint e, nint f)
    {
        Waits++;
        BeforeWait();
        return Running.Invoke(SystemCall.EpollPwait, a, b, c, d, e, f);
    }

    /// <summary>An eventfd stands for the map: it can be waited for.</summary>
    private BpfMapHandle NewHandle()
    {
        BpfMapHandle handle = new(this);
        Checked(handle.Adopt(Running.Invoke(SystemCall.EventFd2, 1)));
        return handle;
    }

    private nint Describe(ObjectInfoAttr* attributes)
    {
        MapInfo* info = (MapInfo*)attributes->Info;
        info->Type = BpfMapType.Ringbuf;
        info->MaxEntries = Size;
        info->MapFlags = _flags;
        info->Name = ObjectName.From("ring");
        return 0;
    }

    private nint MapConsumer() => Checked(Running.Invoke(SystemCall.Mmap, 0, _page, ReadWrite, Shared, _file, 0));

    private nint MapProducer()
    {
        nint size = (nint)Size;
        nint start = Checked(Running.Invoke(SystemCall.Mmap, 0, _page + 2 * size, 0, Private | Anonymous, -1, 0));
        Checked(Running.Invoke(SystemCall.Mmap, start, _page + size, ReadWrite, Shared | Fixed, _file, _page));
        Checked(Running.Invoke(SystemCall.Mmap, start + _page + size, size, ReadWrite, Shared | Fixed, _file, 2 * _page));
        return start;
    }

    private static nint Checked(nint result) => result >= 0 ? result : throw new InvalidOperationException($"{result.ToErrno()}");
}
