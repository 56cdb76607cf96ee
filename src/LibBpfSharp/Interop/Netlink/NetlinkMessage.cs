using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>One message of an answer.</summary>
/// <param name="type">Its type.</param>
/// <param name="payload">What follows the header.</param>
internal readonly struct NetlinkMessage(ushort type, byte[] payload)
{
    public ushort Type => type;

    /// <summary>The struct that the payload of this type begins with.</summary>
    public T Head<T>()
        where T : unmanaged
        => payload.Length >= Unsafe.SizeOf<T>() ? MemoryMarshal.Read<T>(payload) : default;

    /// <summary>The attributes behind that struct.</summary>
    public NetlinkAttributes Attributes<T>()
        where T : unmanaged
        => new(payload.AsSpan(Math.Min(payload.Length, NetlinkAttributes.Align(Unsafe.SizeOf<T>()))));
}
