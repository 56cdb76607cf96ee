using System.Runtime.InteropServices;

namespace LibBpfSharp.Tracing;

/// <summary>How a program was compiled to read where the arguments of a probe are: the value of the map <c>__bpf_usdt_specs</c>.</summary>
/// <remarks>
/// <c>usdt.bpf.h</c> has two forms. That of libbpf 1.7 has room for a second register, and thereby moved the fields behind it, whatever its comment says:
/// the size of the value tells which one a program has. Each is 12 records of one argument, the cookie, and how many arguments there are.
/// </remarks>
/// <param name="recordSize">Bytes of one argument.</param>
internal sealed class UsdtSpecLayout(int recordSize)
{
    private const int KindOffset = 8;
    private const int BitsPerValue = 64;

    private static readonly UsdtSpecLayout s_old = new(16);
    private static readonly UsdtSpecLayout s_indexed = new(24);

    /// <summary>Bytes of a value.</summary>
    public int Size => CookieOffset + (2 * sizeof(ulong));

    private int CookieOffset => UsdtArgumentReader.MostArguments * recordSize;

    /// <summary>The layout with values of a size; <c>null</c> where none has.</summary>
    public static UsdtSpecLayout? OfSize(uint size) => size == s_old.Size ? s_old : size == s_indexed.Size ? s_indexed : null;

    /// <summary>Whether an argument can be told in this layout.</summary>
    public bool CanHold(UsdtArgument argument) => this == s_indexed || argument.Kind != UsdtArgumentKind.IndexedMemory;

    /// <summary>The value, in the byte order of this machine.</summary>
    public byte[] Write(ReadOnlySpan<UsdtArgument> arguments, ulong cookie)
    {
        byte[] value = new byte[Size];
        for (int i = 0; i < arguments.Length; i++) Write(value.AsSpan(i * recordSize, recordSize), arguments[i]);
        MemoryMarshal.Write(value.AsSpan(CookieOffset), cookie);
        MemoryMarshal.Write(value.AsSpan(CookieOffset + sizeof(ulong)), (short)arguments.Length);
        return value;
    }

    private void Write(Span<byte> record, UsdtArgument argument)
    {
        MemoryMarshal.Write(record, argument.Value);
        if (this == s_old) MemoryMarshal.Write(record[KindOffset..], (uint)argument.Kind);
        else WriteKindAndIndex(record[KindOffset..], argument);

        Span<byte> tail = record[(this == s_old ? 12 : 14)..];
        MemoryMarshal.Write(tail, argument.Register);
        tail[2] = argument.IsSigned ? (byte)1 : (byte)0;
        tail[3] = (byte)(BitsPerValue - (argument.Size * 8));
    }

    // Bit fields: 12 bits of the index and 4 of the scale share 16 bits. The kind is before them, or, with the high byte first, behind.
    private static void WriteKindAndIndex(Span<byte> fields, UsdtArgument argument)
    {
        fields[BitConverter.IsLittleEndian ? 0 : 4] = (byte)argument.Kind;
        int shared = BitConverter.IsLittleEndian ? (ushort)argument.Index | (argument.Scale << 12) : ((ushort)argument.Index << 4) | argument.Scale;
        MemoryMarshal.Write(fields[2..], (ushort)shared);
    }
}
