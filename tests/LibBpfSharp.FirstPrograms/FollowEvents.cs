using System.Runtime.CompilerServices;
using LibBpfSharp;
using LibBpfSharp.Running;

namespace FirstPrograms;

/// <summary>A program sends records through a ring buffer; here they are read as a C# type.</summary>
public static class FollowEvents
{
    public static async Task<Record> Run(string file)
    {
        using var events = BpfObject.Open(file);
        events.Maps["records"].ValueSize = 0;
        events.Load();
        using RingBufferReader reader = events.Maps["records"].AsRingBuffer();
        events.Programs["record"].TestRun(new BpfTestRunOptions { Data = new byte[64] });
        await foreach (Record record in reader.ReadAllAsync<Record>()) return record;
        throw new EndOfStreamException();
    }

    public readonly record struct Record(uint Number, ushort Kind, Rest Bytes);

    [InlineArray(10)]
    public struct Rest
    {
        private byte _first;
    }
}
