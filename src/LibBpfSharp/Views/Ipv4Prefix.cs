using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>An IPv4 network as the key of an LPM trie: <c>struct { __u32 prefixlen; __u8 data[4]; }</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Ipv4Prefix : IEquatable<Ipv4Prefix>, IBpfLayout
{
    private const int AddressSize = 4;

    private readonly uint _length;
    private readonly uint _address;

    /// <summary>The key of a network.</summary>
    /// <exception cref="ArgumentException">It is no IPv4 network.</exception>
    public Ipv4Prefix(IPNetwork network)
        : this(network.BaseAddress, network.PrefixLength)
    {
    }

    /// <summary>The key of some bits of an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="length">How many of its bits count: 32 to look an address up.</param>
    /// <exception cref="ArgumentException">It is no IPv4 address, or has not so many bits.</exception>
    public Ipv4Prefix(IPAddress address, int length = AddressSize * 8)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily is not AddressFamily.InterNetwork) throw new ArgumentException($"{address} is no IPv4 address.", nameof(address));
        if (length is < 0 or > AddressSize * 8) throw new ArgumentOutOfRangeException(nameof(length), length, "An IPv4 address has 32 bits.");
        Span<byte> bytes = stackalloc byte[AddressSize];
        address.TryWriteBytes(bytes, out _);
        (_length, _address) = ((uint)length, MemoryMarshal.Read<uint>(bytes));
    }

    /// <summary>How many bits count.</summary>
    public int Length => (int)_length;

    /// <summary>The address.</summary>
    public IPAddress Address => new(MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in _address)));

    BpfTypeLayout IBpfLayout.Layout => new(
        nameof(Ipv4Prefix), sizeof(uint) + AddressSize,
        [new(nameof(Length), 0, sizeof(uint), BpfFieldKind.Integer), new(nameof(Address), sizeof(uint), AddressSize, BpfFieldKind.Integer)]);

    /// <summary>The key of a network.</summary>
    public static implicit operator Ipv4Prefix(IPNetwork network) => new(network);

    /// <summary>Whether two are the same.</summary>
    public static bool operator ==(Ipv4Prefix left, Ipv4Prefix right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(Ipv4Prefix left, Ipv4Prefix right) => !left.Equals(right);

    /// <summary>The network.</summary>
    /// <exception cref="ArgumentException">The address has bits beyond the prefix, which no key in a trie that was put in as a network has.</exception>
    public IPNetwork ToNetwork() => new(Address, Length);

    /// <inheritdoc/>
    public bool Equals(Ipv4Prefix other) => _length == other._length && _address == other._address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Ipv4Prefix other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_length, _address);

    /// <summary>In the form <c>10.0.0.0/8</c>.</summary>
    public override string ToString() => $"{Address}/{Length}";
}
