using System.Runtime.InteropServices;

namespace LibBpfSharp.Loading;

/// <summary>Function or line information of a linked program as <c>BPF_PROG_LOAD</c> takes it: records whose first 32 bits are a slot.</summary>
/// <param name="Bytes">The records, in host byte order.</param>
/// <param name="RecordSize">Bytes of one record.</param>
internal sealed record InfoRecords(byte[] Bytes, int RecordSize)
{
    internal static InfoRecords None { get; } = new([], 0);

    internal int Count => RecordSize == 0 ? 0 : Bytes.Length / RecordSize;

    /// <summary>The words of one record.</summary>
    internal Span<uint> WordsOf(int record) => MemoryMarshal.Cast<byte, uint>(Bytes.AsSpan(record * RecordSize, RecordSize));

    /// <summary>Clears what a record has beyond its first bytes.</summary>
    /// <returns>False if all of it is zero already.</returns>
    internal bool TryClearAfter(int length)
    {
        bool isChanged = false;
        for (int i = 0; i < Count; i++)
        {
            Span<byte> rest = Bytes.AsSpan((i * RecordSize) + length, RecordSize - length);
            isChanged |= rest.ContainsAnyExcept((byte)0);
            rest.Clear();
        }

        return isChanged;
    }
}
