using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>The running kernel with the batches of those before 6.14, which end at a key without a value (<c>generic_map_lookup_batch</c>), or with none.</summary>
internal sealed unsafe class OldBatches(Kernel inner, bool hasBatches, int keySize, int valueSize) : Kernel
{
    public override nint Invoke(SystemCall call, nint a, nint b, nint c, nint d, nint e, nint f)
    {
        if (RecordedCall.CommandOf(call, a) is not BpfCommand.MapLookupBatch) return inner.Invoke(call, a, b, c, d, e, f);
        return hasBatches ? Lookup(ref *(MapBatchAttr*)b) : -(nint)Errno.EINVAL;
    }

    private nint Lookup(ref MapBatchAttr batch)
    {
        byte* previous = (byte*)batch.InBatch;
        uint room = batch.Count;
        for (batch.Count = 0; batch.Count < room; batch.Count++)
        {
            byte* key = (byte*)batch.Keys + (keySize * batch.Count);
            MapElementAttr element = new() { MapFd = batch.MapFd, Key = (ulong)previous, Value = (ulong)key };
            nint result = inner.Bpf(BpfCommand.MapGetNextKey, ref element);
            if (result < 0) return result;
            element = new() { MapFd = batch.MapFd, Key = (ulong)key, Value = batch.Values + ((ulong)valueSize * batch.Count) };
            result = inner.Bpf(BpfCommand.MapLookupElem, ref element);
            if (result < 0) return result == -(nint)Errno.ENOENT ? -(nint)Errno.EINTR : result;
            new Span<byte>(key, keySize).CopyTo(new Span<byte>((void*)batch.OutBatch, keySize));
            previous = key;
        }

        return 0;
    }
}
