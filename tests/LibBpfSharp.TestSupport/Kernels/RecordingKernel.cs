using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>A kernel that passes every call on and keeps what was asked and answered, attributes of bpf(2) copied.</summary>
internal sealed unsafe class RecordingKernel(Kernel inner) : Kernel
{
    private const nint DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC

    private readonly List<RecordedCall> _calls = [];
    private readonly HashSet<nint> _open = [];
    private readonly Dictionary<int, (int Key, int Value)> _mapSizes = [];
    private readonly Lock _lock = new();

    /// <summary>The calls made so far, oldest first.</summary>
    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (_lock) return [.. _calls];
        }
    }

    /// <summary>Descriptors made through this kernel and not closed yet.</summary>
    public int OpenDescriptors
    {
        get
        {
            lock (_lock) return _open.Count;
        }
    }

    /// <summary>The bpf(2) calls of one command, oldest first.</summary>
    public IReadOnlyList<RecordedCall> Of(BpfCommand command) => [.. Calls.Where(call => call.Command == command)];

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        byte[] given = Copy(call, b, c);

        // Forgotten before the call: once closed, the number can come back to another thread at any moment.
        if (call == SystemCall.Close) Forget(a);
        nint result = inner.Invoke(call, a, b, c, d, e, f);
        lock (_lock)
        {
            BpfCommand? command = RecordedCall.CommandOf(call, a);
            if (result >= 0 && MakesDescriptor(call, command, b)) _open.Add(result);
            if (result >= 0 && command == BpfCommand.MapCreate) NoteSizes((int)result, given);
            byte[] output = command is { } bpf && result >= 0 ? BpfOutput.Of(bpf, (byte*)b, SizesOf).ToArray() : [];
            _calls.Add(new RecordedCall(call, command, [a, b, c, d, e, f], given, Copy(call, b, c), output, result));
        }

        return result;
    }

    private static byte[] Copy(SystemCall call, nint pointer, nint length) =>
        call == SystemCall.Bpf ? new ReadOnlySpan<byte>((void*)pointer, (int)length).ToArray() : [];

    private static bool MakesDescriptor(SystemCall call, BpfCommand? command, nint second) => call switch
    {
        SystemCall.OpenAt or SystemCall.PerfEventOpen or SystemCall.EpollCreate1 or SystemCall.EventFd2 or SystemCall.Socket
            or SystemCall.MemfdCreate or SystemCall.PidfdOpen => true,
        SystemCall.Fcntl => second == DuplicateCloseOnExec,
        SystemCall.Bpf => command is BpfCommand.MapCreate or BpfCommand.ProgLoad or BpfCommand.ObjGet or BpfCommand.RawTracepointOpen
            or BpfCommand.BtfLoad or BpfCommand.LinkCreate or BpfCommand.IterCreate or BpfCommand.EnableStats or BpfCommand.TokenCreate
            or BpfCommand.ProgGetFdById or BpfCommand.MapGetFdById or BpfCommand.BtfGetFdById or BpfCommand.LinkGetFdById,
        _ => false,
    };

    private void Forget(nint descriptor)
    {
        lock (_lock)
        {
            _open.Remove(descriptor);
            _mapSizes.Remove((int)descriptor);
        }
    }

    private void NoteSizes(int descriptor, byte[] given)
    {
        fixed (byte* pointer = given)
        {
            MapCreateAttr* map = (MapCreateAttr*)pointer;
            int value = (int)map->ValueSize;
            if (map->MapType is BpfMapType.PercpuHash or BpfMapType.PercpuArray or BpfMapType.LruPercpuHash or BpfMapType.PercpuCgroupStorage)
                value = 0; // its values are as many as there are CPUs, which this kernel cannot know: not kept
            _mapSizes[descriptor] = ((int)map->KeySize, value);
        }
    }

    private (int Key, int Value) SizesOf(int descriptor) => _mapSizes.GetValueOrDefault(descriptor);
}
