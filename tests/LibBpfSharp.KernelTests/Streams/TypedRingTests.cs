using System.Runtime.InteropServices;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>A ring buffer whose definition names the type of its records.</summary>
public sealed class TypedRingTests
{
    [Fact]
    public void Records_are_read_by_a_type_of_their_layout_and_by_no_other()
    {
        Requires.Root();
        Requires.MapType(BpfMapType.Ringbuf);
        using var bpf = BpfObject.Open(BpfFixtures.Path("typed_ring"));
        bpf.Maps["records"].ValueSize = 0;
        bpf.Load();
        using RingBufferReader reader = bpf.Maps["records"].AsRingBuffer();
        TestRun.Once(bpf.Programs["record"]);
        BpfLayoutException refused = Assert.Throws<BpfLayoutException>(() => reader.Rings[0].Read(new Shuffled[1]));
        Assert.Contains("number", refused.Message, StringComparison.Ordinal);
        Assert.Throws<BpfLayoutException>(() => reader.Rings[0].Read(new ulong[1]));
        Assert.Throws<BpfLayoutException>(() => reader.OpenStream<Shuffled>().Dispose());
        Record[] records = new Record[2];
        Assert.Equal(1, reader.Rings[0].Read<Record>(records));
        Assert.Equal((7u, (ushort)3), (records[0].Number, records[0].Kind));
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Record
    {
        public uint Number;
        public ushort Kind;
        public fixed byte Bytes[10];
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Shuffled
    {
        public ushort Kind;
        public ushort Other;
        public uint Number;
        public fixed byte Bytes[8];
    }
}
