using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>Ring buffers whose oldest records the kernel overwrites.</summary>
public sealed class OverwritingRingTests
{
    private const ulong RecordBytes = 72;

    public OverwritingRingTests()
    {
        Requires.Root();
        Requires.MapFlag(BpfMapType.Ringbuf, BpfMapFlags.RbOverwrite);
    }

    [Fact]
    public void The_newest_records_are_there_and_the_rest_is_told()
    {
        using StreamObject bpf = StreamObject.Load(b => b.Maps["events"].Flags = BpfMapFlags.RbOverwrite, programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        RingBuffer ring = reader.Rings[0];
        Assert.True(ring.IsOverwriting);
        ulong expected = 0;
        ulong consumed = 0;
        for (int round = 0; round < 20; round++)
        {
            bpf.Emit("emit", round % 2 == 0 ? 2000u : 100u);
            Assert.InRange(ring.AvailableBytes, 1u, ring.Size);
            ulong overwritten = ring.OverwritePosition / RecordBytes;
            ulong first = Math.Max(expected, overwritten);
            foreach (ref readonly StreamEvent e in ring.ReadBatch<StreamEvent>())
            {
                Assert.Equal(first++, e.Sequence);
                consumed++;
            }

            expected = bpf.Produced;
            Assert.Equal((expected, 0u), (first, ring.AvailableBytes));
        }

        Assert.Equal(bpf.Produced, consumed + ring.OverwrittenBytes / RecordBytes);
        Assert.True(ring.OverwrittenBytes > 0);
        Assert.Equal(0ul, bpf.Drops);
    }

    [Fact]
    public async Task Records_written_meanwhile_come_whole_and_in_order()
    {
        using StreamObject bpf = StreamObject.Load(b => b.Maps["events"].Flags = BpfMapFlags.RbOverwrite, programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        RingBuffer ring = reader.Rings[0];
        Task producer = Task.Run(
            () =>
            {
                for (int i = 0; i < 300; i++) bpf.Emit("emit", 1000);
            },
            TestContext.Current.CancellationToken);
        ulong next = 0;
        ulong consumed = 0;
        Patience patience = new();
        while (next < 300_000 && patience.Lasts)
        {
            foreach (ref readonly StreamEvent e in ring.ReadBatch<StreamEvent>())
            {
                Assert.InRange(e.Sequence, next, 299_999ul);
                next = e.Sequence + 1;
                consumed++;
            }
        }

        await producer;
        Assert.Equal(300_000ul, consumed + ring.OverwrittenBytes / RecordBytes);
    }
}
