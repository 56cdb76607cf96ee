using System.Runtime.InteropServices;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Handles;

/// <summary>Element operations as the kernel answers them.</summary>
public sealed unsafe class ElementTests : IDisposable
{
    private const int Entries = 8;

    private readonly BpfMapHandle _map = Create(Kernel.Running);

    public void Dispose() => _map.Dispose();

    [Fact]
    public void An_element_is_created_replaced_found_and_deleted()
    {
        Assert.Equal(-(nint)Errno.ENOENT, _map.MapUpdate(Bytes(1), Bytes(10L), BpfElementFlags.Exist));
        Assert.Equal(0, _map.MapUpdate(Bytes(1), Bytes(10L), BpfElementFlags.Noexist));
        Assert.Equal(-(nint)Errno.EEXIST, _map.MapUpdate(Bytes(1), Bytes(11L), BpfElementFlags.Noexist));
        Assert.Equal(0, _map.MapUpdate(Bytes(1), Bytes(12L)));

        long value = 0;
        Assert.Equal(0, _map.MapLookup(Bytes(1), Of(ref value)));
        Assert.Equal(12, value);
        Assert.Equal(0, _map.MapDelete(Bytes(1)));
        Assert.Equal(-(nint)Errno.ENOENT, _map.MapLookup(Bytes(1), Of(ref value)));
        Assert.Equal(-(nint)Errno.ENOENT, _map.MapDelete(Bytes(1)));
    }

    [Fact]
    public void An_element_is_taken_out_as_it_is_read()
    {
        Requires.Kernel(5, 14, "taking elements out of hash maps");
        Assert.Equal(0, _map.MapUpdate(Bytes(1), Bytes(12L)));
        long value = 0;
        Assert.Equal(0, _map.MapLookupAndDelete(Bytes(1), Of(ref value)));
        Assert.Equal(12, value);
        Assert.Equal(-(nint)Errno.ENOENT, _map.MapLookup(Bytes(1), Of(ref value)));
    }

    [Fact]
    public void Keys_are_walked_from_the_first_to_the_end()
    {
        for (int i = 0; i < Entries; i++) Assert.Equal(0, _map.MapUpdate(Bytes(i), Bytes((long)i)));
        List<int> seen = [];
        int key = 0;
        for (nint result = _map.MapNextKey(default, Of(ref key)); result == 0; result = _map.MapNextKey(Bytes(seen[^1]), Of(ref key))) seen.Add(key);
        Assert.Equal(Enumerable.Range(0, Entries), seen.Order());
    }

    [Fact]
    public void A_batch_is_written_and_read_at_once()
    {
        int[] keys = [.. Enumerable.Range(100, Entries)], readKeys = new int[Entries];
        long[] values = [.. keys.Select(key => key * 3L)], readValues = new long[Entries];
        fixed (int* k = keys, rk = readKeys)
        fixed (long* v = values, rv = readValues)
        {
            MapBatchAttr write = new() { Keys = (ulong)k, Values = (ulong)v, Count = Entries };
            Assert.Equal(0, _map.MapBatch(BpfCommand.MapUpdateBatch, ref write));
            Assert.Equal((uint)Entries, write.Count);

            uint position;
            MapBatchAttr read = new() { Keys = (ulong)rk, Values = (ulong)rv, Count = Entries, OutBatch = (ulong)(&position) };
            nint result = _map.MapBatch(BpfCommand.MapLookupAndDeleteBatch, ref read);
            Assert.True(result is 0 or -(nint)Errno.ENOENT, $"{result}");
            Assert.Equal((uint)Entries, read.Count);
        }

        Assert.Equal(keys.Zip(values).Order(), readKeys.Zip(readValues).Order());
        int first = 0;
        Assert.Equal(-(nint)Errno.ENOENT, _map.MapNextKey(default, Of(ref first)));
    }

    [Fact]
    public void A_frozen_map_takes_no_more_writes()
    {
        Assert.Equal(0, _map.MapFreeze());
        Assert.Equal(-(nint)Errno.EPERM, _map.MapUpdate(Bytes(1), Bytes(1L)));
        Assert.Contains(_map.MapFreeze().ToErrno(), (Errno[])[Errno.EPERM, Errno.EBUSY]); // which of them differs from kernel to kernel
    }

    [Fact]
    public void A_read_only_descriptor_reads_only()
    {
        Assert.Equal(0, _map.MapUpdate(Bytes(1), Bytes(5L)));
        using BpfMapHandle reader = ObjectIds.OpenMap(Kernel.Running, BpfMapInfo.Read(_map).Id, BpfFileFlags.Rdonly);
        long value = 0;
        Assert.Equal(0, reader.MapLookup(Bytes(1), Of(ref value)));
        Assert.Equal(-(nint)Errno.EPERM, reader.MapUpdate(Bytes(1), Bytes(6L)));
    }

    [Fact]
    public void What_was_recorded_on_this_kernel_replays_without_it()
    {
        RecordingKernel recorder = new(Kernel.Running);
        (uint Id, long Value) first = Use(recorder);
        Assert.Equal(0, recorder.OpenDescriptors);
        Assert.NotEqual(0u, first.Id);
        ReplayKernel replay = new(recorder.Calls);
        Assert.Equal(first, Use(replay));
        Assert.True(replay.IsAtEnd);

        static (uint, long) Use(Kernel kernel)
        {
            using BpfMapHandle map = Create(kernel);
            Assert.Equal(0, map.MapUpdate(Bytes(3), Bytes(33L)));
            long value = 0;
            Assert.Equal(0, map.MapLookup(Bytes(3), Of(ref value)));
            return (BpfMapInfo.Read(map).Id, value);
        }
    }

    private static BpfMapHandle Create(Kernel kernel)
    {
        Requires.Root();
        MapCreateAttr attributes = new()
        {
            MapType = BpfMapType.Hash,
            KeySize = sizeof(int),
            ValueSize = sizeof(long),
            MaxEntries = 2 * Entries,
            MapName = ObjectName.From("elements"),
        };
        Assert.Equal(0, kernel.MapCreate(ref attributes, out BpfMapHandle map));
        return map;
    }

    private static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    private static Span<byte> Of<T>(ref T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new Span<T>(ref value));
}
