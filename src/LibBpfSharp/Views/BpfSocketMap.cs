using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace LibBpfSharp.Networking;

/// <summary>
/// Sockets by index or key, for programs to redirect to or choose: sockmap (4.14), sockhash (4.18), AF_XDP sockets (4.18), reuseport groups (4.19).
/// </summary>
/// <remarks>A socket that is closed leaves the map by itself. Source: <c>net/core/sock_map.c</c>, <c>net/xdp/xskmap.c</c>, <c>kernel/bpf/reuseport_array.c</c>.</remarks>
/// <typeparam name="TKey">The key; <see cref="uint"/> for all but a sockhash.</typeparam>
public sealed class BpfSocketMap<TKey> : BpfMapView
    where TKey : unmanaged
{
    internal BpfSocketMap(MapElements elements)
        : base(elements, [BpfMapType.Sockmap, BpfMapType.Sockhash, BpfMapType.Xskmap, BpfMapType.ReuseportSockarray], "a view of sockets")
        => LayoutCheck = MapLayout.CheckKey<TKey>(elements.Shape);

    /// <summary>Puts a socket in, in place of the one that is there if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="socket">The socket. A sockmap takes TCP sockets that are connected or listen, UDP, and connected Unix sockets; a reuseport array takes bound ones with SO_REUSEPORT.</param>
    /// <param name="condition"><see cref="BpfElementFlags.Noexist"/> or <see cref="BpfElementFlags.Exist"/>.</param>
    /// <exception cref="BpfException">EOPNOTSUPP, ESOCKTNOSUPPORT or EINVAL: the map takes no such socket; E2BIG: the index is too large, or the map full; EBUSY: the socket is in another array.</exception>
    public void Set(in TKey key, Socket socket, BpfElementFlags condition = BpfElementFlags.Any)
    {
        ArgumentNullException.ThrowIfNull(socket);
        Set(key, socket.SafeHandle, condition);
    }

    /// <inheritdoc cref="Set(in TKey, Socket, BpfElementFlags)"/>
    public void Set(in TKey key, SafeSocketHandle socket, BpfElementFlags condition = BpfElementFlags.Any)
        => DescriptorElements.Set(Elements, key, socket, condition);

    /// <summary>Reads a socket's cookie, its id for as long as the machine runs; the map's values must be 8 bytes. Not of AF_XDP sockets.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="InvalidOperationException">The map's values are 4 bytes, with which the kernel takes sockets and gives nothing back.</exception>
    /// <exception cref="BpfNotSupportedException">The map is an xskmap.</exception>
    public bool TryGetCookie(in TKey key, out ulong cookie)
    {
        if (Elements.Shape.ValueSize != sizeof(ulong))
            throw new InvalidOperationException($"Map '{Elements.Shape.Name}' has values of {Elements.Shape.ValueSize} bytes: cookies are given by maps with values of 8.");
        Unsafe.SkipInit(out cookie);
        return Elements.TryLookup(ElementSpans.BytesOf(in key), ElementSpans.WritableBytesOf(ref cookie), 0);
    }

    /// <summary>Takes a socket out.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(in TKey key)
        => Elements.Delete(ElementSpans.BytesOf(in key), absent: Elements.Shape.Type is BpfMapType.Sockmap ? Errno.EINVAL : Errno.ENOENT);
}
