using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Writes one netlink request: header, the struct its type begins with, attributes.</summary>
internal sealed class NetlinkRequest
{
    private const ushort NestedFlag = 0x8000; // NLA_F_NESTED

    private readonly List<byte> _bytes = new(capacity: 128);

    private NetlinkRequest(ushort type, NetlinkFlags flags)
    {
        // Where there is an answer of many messages, an end mark stands in for the acknowledgement.
        IsDump = flags.HasFlag(NetlinkFlags.Dump);
        flags |= NetlinkFlags.Request | (IsDump ? NetlinkFlags.None : NetlinkFlags.Ack);
        Append(new NetlinkHeader { NlmsgType = type, NlmsgFlags = (ushort)flags });
    }

    public bool IsDump { get; }

    public static NetlinkRequest Of<THead>(ushort type, in THead head, NetlinkFlags flags = NetlinkFlags.None)
        where THead : unmanaged
        => new NetlinkRequest(type, flags).Append(head);

    public NetlinkRequest Put<TKind>(TKind kind, ReadOnlySpan<byte> value)
        where TKind : unmanaged, Enum
        => Put(Unsafe.BitCast<TKind, ushort>(kind), value);

    public NetlinkRequest Put<TKind, TValue>(TKind kind, TValue value)
        where TKind : unmanaged, Enum
        where TValue : unmanaged
        => Put(kind, MemoryMarshal.AsBytes(new ReadOnlySpan<TValue>(ref value)));

    public NetlinkRequest PutText<TKind>(TKind kind, string text)
        where TKind : unmanaged, Enum
        => Put(kind, KernelText.Write(text));

    /// <summary>An attribute that holds what <paramref name="fill"/> writes.</summary>
    public NetlinkRequest Nest<TKind>(TKind kind, Action<NetlinkRequest> fill)
        where TKind : unmanaged, Enum
    {
        int start = _bytes.Count;
        Put((ushort)(Unsafe.BitCast<TKind, ushort>(kind) | NestedFlag), default);
        fill(this);
        ushort length = (ushort)(_bytes.Count - start);
        MemoryMarshal.Write(CollectionsMarshal.AsSpan(_bytes)[start..], in length);
        return this;
    }

    /// <summary>A struct, where a message or an attribute begins with one.</summary>
    public NetlinkRequest Append<T>(in T value)
        where T : unmanaged
    {
        Append(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
        return this;
    }

    /// <summary>The whole message.</summary>
    public byte[] ToBytes(uint sequence)
    {
        byte[] message = [.. _bytes];
        ref NetlinkHeader header = ref MemoryMarshal.AsRef<NetlinkHeader>(message.AsSpan());
        header.NlmsgLen = (uint)message.Length;
        header.NlmsgSeq = sequence;
        return message;
    }

    private NetlinkRequest Put(ushort kind, ReadOnlySpan<byte> value)
    {
        const int HeaderLength = 2 * sizeof(ushort);
        Append((Length: (ushort)(HeaderLength + value.Length), Kind: kind));
        Append(value);
        return this;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        while (_bytes.Count % 4 != 0) _bytes.Add(0);
    }
}
