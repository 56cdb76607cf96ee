using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>The entries of one attachment in an object's maps: what its sites have in common is written once.</summary>
/// <param name="specs">The object's entries.</param>
/// <param name="addresses">The map of addresses by a descriptor of its own; <c>null</c> where the kernel has cookies.</param>
internal sealed class UsdtBinding(UsdtSpecs specs, BpfMapHandle? addresses) : IDisposable
{
    private readonly Dictionary<string, uint> _ids = [];
    private readonly List<ulong> _mapped = [];

    /// <summary>How many sites were bound.</summary>
    public int SiteCount { get; private set; }

    /// <summary>The entry for the arguments of a place, written if no place before had the same.</summary>
    /// <returns>Its number; <c>null</c> where the map is full.</returns>
    public uint? TryBind(string text, ReadOnlySpan<UsdtArgument> arguments, ulong cookie)
    {
        SiteCount++;
        if (_ids.TryGetValue(text, out uint known)) return known;
        uint? id = specs.TryAdd(arguments, cookie);
        if (id is { } made) _ids.Add(text, made);
        return id;
    }

    /// <summary>Makes an entry known by the address of the place.</summary>
    public Errno TryMap(ulong address, uint id)
    {
        Errno errno = addresses!.MapUpdate(Bytes(in address), MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in id)), BpfElementFlags.Noexist).ToErrno();
        if (errno == Errno.None) _mapped.Add(address);
        return errno;
    }

    /// <summary>Gives the entries back. To be called once nothing is attached any more.</summary>
    public void Dispose()
    {
        if (addresses is not null)
        {
            foreach (ulong address in _mapped) addresses.MapDelete(Bytes(in address), BpfElementFlags.Any);
            addresses.Dispose();
        }

        specs.Remove(_ids.Values);
        _ids.Clear();
    }

    private static ReadOnlySpan<byte> Bytes(in ulong address) => MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in address));
}
