using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>An IPv6 network as the key of an LPM trie: <c>struct { __u32 prefixlen; __u8 data[16]; }</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Ipv6Prefix : IEquatable<Ipv6Prefix>, IBpfLayout
{
    private const int AddressSize = 16;

    private readonly uint _length;
    private readonly AddressBytes _address;

    /// <summary>The key of a network.</summary>
    /// <exception cref="ArgumentException">It is no IPv6 network.</exception>
    public Ipv6Prefix(IPNetwork network)
        : this(network.BaseAddress, network.PrefixLength)
    {
    }

    /// <summary>The key of some bits of an address.</summary>
    /// <param name="address">The address; its scope is left out.</param>
    /// <param name="length">How many of its bits count: 128 to look an address up.</param>
    /// <exception cref="ArgumentException">It is no IPv6 address, or has not so many bits.</exception>
    public Ipv6Prefix(IPAddress address, int length = AddressSize * 8)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) throw new ArgumentException($"{address} is no IPv6 address.", nameof(address));
        if (length is < 0 or > AddressSize * 8) throw new ArgumentOutOfRangeException(nameof(length), length, "An IPv6 address has 128 bits.");
        AddressBytes bytes = default;
        address.TryWriteBytes(bytes, out _);
        (_length, _address) = ((uint)length, bytes);
    }

    /// <summary>How many bits count.</summary>
    public int Length => (int)_length;

    /// <summary>The address.</summary>
    public IPAddress Address => new(_address);

    BpfTypeLayout IBpfLayout.Layout => new(
        nameof(Ipv6Prefix), sizeof(uint) + AddressSize,
        [new(nameof(Length), 0, sizeof(uint), BpfFieldKind.Integer), .. AddressLayout]);

    /// <summary>C has it as bytes, or, in <c>struct in6_addr</c>, as a union.</summary>
    private static IEnumerable<BpfFieldLayout> AddressLayout => [new(nameof(Address), sizeof(uint), AddressSize, BpfFieldKind.Bytes), new(nameof(Address), sizeof(uint), sizeof(uint), BpfFieldKind.Integer, 4)];

    /// <summary>The key of a network.</summary>
    public static implicit operator Ipv6Prefix(IPNetwork network) => new(network);

    /// <summary>Whether two are the same.</summary>
    public static bool operator ==(Ipv6Prefix left, Ipv6Prefix right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(Ipv6Prefix left, Ipv6Prefix right) => !left.Equals(right);

    /// <summary>The network.</summary>
    /// <exception cref="ArgumentException">The address has bits beyond the prefix, which no key in a trie that was put in as a network has.</exception>
    public IPNetwork ToNetwork() => new(Address, Length);

    /// <inheritdoc/>
    public bool Equals(Ipv6Prefix other) => ElementSpans.BytesOf(in this).SequenceEqual(ElementSpans.BytesOf(in other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Ipv6Prefix other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(ElementSpans.BytesOf(in this));
        return hash.ToHashCode();
    }

    /// <summary>In the form <c>2001:db8::/32</c>.</summary>
    public override string ToString() => $"{Address}/{Length}";

    [InlineArray(AddressSize)]
    private struct AddressBytes
    {
        private byte _first;
    }
}
