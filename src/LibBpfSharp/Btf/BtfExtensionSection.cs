using System.Runtime.InteropServices;

namespace LibBpfSharp.Btf;

/// <summary>The records of one kind that concern one section of the object.</summary>
/// <typeparam name="T">The kind of record.</typeparam>
public readonly struct BtfExtensionSection<T>
    where T : struct, IBtfRecord<T>
{
    internal BtfExtensionSection(uint nameOffset, int recordSize, ReadOnlyMemory<byte> records)
    {
        NameOffset = nameOffset;
        RecordSize = recordSize;
        Records = records;
    }

    /// <summary>String offset, in the object's BTF, of the section's name.</summary>
    public uint NameOffset { get; }

    /// <summary>Bytes per record: those of <typeparamref name="T"/>, or more if a newer compiler added fields.</summary>
    public int RecordSize { get; }

    /// <summary>The records as the kernel takes them, in host byte order.</summary>
    public ReadOnlyMemory<byte> Records { get; }

    /// <summary>The number of records.</summary>
    public int Count => RecordSize == 0 ? 0 : Records.Length / RecordSize;

    /// <summary>The record with an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or not below <see cref="Count"/>.</exception>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return T.Read(MemoryMarshal.Cast<byte, uint>(Records.Span.Slice(index * RecordSize, RecordSize)));
        }
    }
}
