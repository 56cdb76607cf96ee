using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Reads a run of netlink attributes. A malformed rest is passed over: the kernel wrote it, and what is missing is missing.</summary>
internal readonly ref struct NetlinkAttributes(ReadOnlySpan<byte> bytes)
{
    private const int HeaderLength = 4;
    private const ushort KindMask = 0x3FFF; // two bits are flags

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public bool IsEmpty => _bytes.IsEmpty;

    /// <summary>Netlink puts everything at multiples of four.</summary>
    public static int Align(int length) => (length + 3) & ~3;

    /// <summary>The bytes of an attribute; empty where there is none.</summary>
    public ReadOnlySpan<byte> Bytes<TKind>(TKind kind)
        where TKind : unmanaged, Enum
    {
        ReadOnlySpan<byte> rest = _bytes;
        while (rest.Length >= HeaderLength)
        {
            int length = MemoryMarshal.Read<ushort>(rest);
            if (length < HeaderLength || length > rest.Length) break;
            if ((MemoryMarshal.Read<ushort>(rest[2..]) & KindMask) == Unsafe.BitCast<TKind, ushort>(kind)) return rest[HeaderLength..length];
            rest = rest[Math.Min(rest.Length, Align(length))..];
        }

        return default;
    }

    /// <summary>The attributes inside an attribute.</summary>
    public NetlinkAttributes Nested<TKind>(TKind kind)
        where TKind : unmanaged, Enum
        => new(Bytes(kind));

    /// <summary>A number; <c>null</c> where it is not told.</summary>
    public TValue? Value<TKind, TValue>(TKind kind)
        where TKind : unmanaged, Enum
        where TValue : unmanaged
        => Bytes(kind) is { } bytes && bytes.Length >= Unsafe.SizeOf<TValue>() ? MemoryMarshal.Read<TValue>(bytes) : null;

    /// <summary>A 32-bit number; <c>null</c> where it is not told.</summary>
    public uint? Number<TKind>(TKind kind)
        where TKind : unmanaged, Enum
        => Value<TKind, uint>(kind);

    /// <summary>A text; <c>null</c> where it is not told.</summary>
    public string? Text<TKind>(TKind kind)
        where TKind : unmanaged, Enum
        => Bytes(kind) is { IsEmpty: false } bytes ? KernelText.Read(bytes) : null;
}
