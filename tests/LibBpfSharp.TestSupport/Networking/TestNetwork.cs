using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>
/// A network of its own for one test: a new network namespace that the calling thread is in until this is disposed, with a loopback
/// interface and a pair of linked ones (veth), all up.
/// </summary>
/// <remarks>
/// The namespace has no name and no other holder than the thread, so that whatever kills the process removes it with all that is in it.
/// Make and dispose it in one synchronous method: the thread must not change. Processes started by the thread are in the namespace, too.
/// It is made by netlink, without tools.
/// </remarks>
public sealed partial class TestNetwork : IDisposable
{
    private const int NewNetwork = 0x4000_0000; // CLONE_NEWNET
    private const ushort AddressLocal = 2; // IFA_LOCAL

    private readonly DescriptorHandle _home;
    private readonly NetlinkSocket _route;
    private bool _isRouted;

    private TestNetwork(DescriptorHandle home, string left, string right)
    {
        _home = home;
        _route = NetlinkSocket.Open(Kernel.Running, NetlinkFamily.Route);
        Loopback = new TestInterface(1, "lo", new byte[TestInterface.AddressLength]);
        (Left, Right) = TestDevices.AddPair(_route, left, right);
        foreach (TestInterface device in (TestInterface[])[Loopback, Left, Right]) SetUp(device);
    }

    /// <summary>The loopback interface.</summary>
    public TestInterface Loopback { get; }

    /// <summary>One end of the pair: what is sent here is received by <see cref="Right"/>.</summary>
    public TestInterface Left { get; }

    /// <summary>The other end.</summary>
    public TestInterface Right { get; }

    /// <summary>Moves the calling thread into a new network, whose pair of interfaces has the names given. Needs root.</summary>
    public static TestNetwork Enter(string left = "left", string right = "right")
    {
        Check(Kernel.Running.OpenFile("/proc/thread-self/ns/net", FileCalls.ReadOnly, out DescriptorHandle home), "open the thread's network namespace");
        Check(Unshare(NewNetwork) == 0 ? 0 : -Marshal.GetLastPInvokeError(), "make a network namespace");
        try
        {
            return new(home, left, right);
        }
        catch
        {
            Return(home);
            throw;
        }
    }

    /// <summary>Whether the kernel can make devices of a kind: <c>netkit</c>, <c>dummy</c>. A module for it is loaded where there is one.</summary>
    public bool TryAdd(string kind, string name, out TestInterface device)
    {
        Errno errno = TestDevices.TryAdd(_route, kind, name, out device);
        if (errno == Errno.None) SetUp(device);
        return errno == Errno.None;
    }

    /// <summary>Adds a pair of netkit devices, both up; <c>false</c> where the kernel has none.</summary>
    public bool TryAddNetkit(out TestInterface primary, out TestInterface peer)
    {
        Errno errno = TestDevices.TryAddNetkit(_route, "primary", "peer", out primary, out peer);
        if (errno != Errno.None) return false;
        SetUp(primary);
        SetUp(peer);
        return true;
    }

    /// <summary>Removes an interface, and with one of a pair the other.</summary>
    public void Remove(TestInterface device)
        => Check(_route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Dellink, new LinkHead { IfiIndex = device.Index })), "remove an interface");

    /// <summary>Gives an interface an address. One of IPv6 can be used at once, without a search for others that have it.</summary>
    public void AddAddress(TestInterface device, IPAddress address, int prefixLength)
    {
        byte[] bytes = address.GetAddressBytes();
        const byte NoDuplicateDetection = 2; // IFA_F_NODAD
        AddressHead head = new()
        {
            Family = FamilyOf(address),
            PrefixLength = (byte)prefixLength,
            Flags = bytes.Length == 16 ? NoDuplicateDetection : (byte)0,
            Index = (uint)device.Index,
        };
        Check(_route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Newaddr, head, NetlinkFlags.Create | NetlinkFlags.Excl)
            .Put((AddressKind)AddressLocal, bytes)), "add an address");
    }

    /// <summary>Tells which link-layer address has an address, so that nobody has to be asked.</summary>
    public void AddNeighbour(TestInterface device, IPAddress address, ReadOnlySpan<byte> linkAddress)
    {
        const ushort Permanent = 0x80; // NUD_PERMANENT
        NeighbourHead head = new() { Family = FamilyOf(address), Index = device.Index, State = Permanent };
        Check(_route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Newneigh, head, NetlinkFlags.Create | NetlinkFlags.Replace)
            .Put((NeighbourKind)1, address.GetAddressBytes()).Put((NeighbourKind)2, linkAddress)), "add a neighbour");
    }

    /// <summary>Sends a whole frame out of an interface, past everything but what is attached to its egress.</summary>
    public static void Send(TestInterface device, ReadOnlySpan<byte> frame) => PacketSocket.Send(device.Index, frame);

    /// <summary>Sends a datagram from <see cref="Left"/>, which <see cref="Right"/> receives.</summary>
    public void SendDatagram() => Send(Left, TestFrame.Udp(Left, Right));

    /// <summary>The same with IPv6.</summary>
    public void SendDatagram6() => Send(Left, TestFrame.Udp(Left, Right, IPAddress.Parse("2001:db8::1"), IPAddress.Parse("2001:db8::2")));

    /// <summary>
    /// Sends a datagram to 198.51.100.2 by the routing table, which leads out of <see cref="Left"/>: this and the way there are set up at first use.
    /// </summary>
    public void SendRouted()
    {
        IPAddress destination = IPAddress.Parse("198.51.100.2");
        if (!_isRouted) AddAddress(Left, IPAddress.Parse("198.51.100.1"), 24);
        if (!_isRouted) AddNeighbour(Left, destination, Right.LinkAddress);
        _isRouted = true;
        if (!TrySendTo(destination)) throw new InvalidOperationException("Nothing can be sent by the routing table.");
    }

    /// <summary>Sends a datagram by the routing table; <c>false</c> where it knows no way.</summary>
    public static bool TrySendTo(IPAddress destination)
    {
        using Socket socket = new(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.SendTo(new byte[TestFrame.PayloadLength], new IPEndPoint(destination, TestFrame.Port));
            return true;
        }
        catch (SocketException unreachable) when (unreachable.SocketErrorCode is SocketError.NetworkUnreachable or SocketError.HostUnreachable)
        {
            return false;
        }
    }

    /// <summary>Makes a queueing discipline the root of an interface; <c>false</c> where the kernel has none of the kind.</summary>
    public bool TryAddDiscipline(TestInterface device, string kind, ushort major)
    {
        const uint Root = 0xFFFF_FFFF; // TC_H_ROOT
        TrafficHead head = new() { TcmIfindex = device.Index, TcmHandle = (uint)major << 16, TcmParent = Root };
        return _route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Newqdisc, head, NetlinkFlags.Create | NetlinkFlags.Excl).PutText(TrafficAttribute.Kind, kind)
            .Nest(TrafficAttribute.Options, static options => options.Put((HtbKind)2, new HtbGlobals { Version = 3, Quantum = 10 }))).Errno == Errno.None;
    }

    /// <summary>Moves the thread back to where it came from. The namespace goes, in the kernel's own time.</summary>
    public void Dispose()
    {
        _route.Dispose();
        Return(_home);
    }

    internal static void Check(NetlinkReply reply, string what)
    {
        if (reply.Errno != Errno.None) throw new InvalidOperationException($"Cannot {what}: {reply.Describe()}");
    }

    private static void Check(nint result, string what)
    {
        if (result < 0) throw new InvalidOperationException($"Cannot {what}: {result.ToErrno().Describe()}");
    }

    private static void Return(DescriptorHandle home)
    {
        using (home)
        using (HandleHold hold = home.Hold())
            Check(SetNamespace(hold.Descriptor, NewNetwork) == 0 ? 0 : -Marshal.GetLastPInvokeError(), "return to the thread's network namespace");
    }

    private void SetUp(TestInterface device)
    {
        const uint Up = 1; // IFF_UP
        Check(_route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Newlink, new LinkHead { IfiIndex = device.Index, IfiFlags = Up, IfiChange = Up })), $"set {device.Name} up");
    }

    private static byte FamilyOf(IPAddress address) => address.GetAddressBytes().Length == 4 ? (byte)2 : (byte)10; // AF_INET, AF_INET6

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);

    private enum AddressKind : ushort;

    private enum NeighbourKind : ushort;

    private enum HtbKind : ushort;

    [StructLayout(LayoutKind.Explicit, Size = 20)]
    private struct HtbGlobals
    {
        [FieldOffset(0)] public uint Version;
        [FieldOffset(4)] public uint Quantum;
    }

    [StructLayout(LayoutKind.Explicit, Size = 8)]
    private struct AddressHead
    {
        [FieldOffset(0)] public byte Family;
        [FieldOffset(1)] public byte PrefixLength;
        [FieldOffset(2)] public byte Flags;
        [FieldOffset(4)] public uint Index;
    }

    [StructLayout(LayoutKind.Explicit, Size = 12)]
    private struct NeighbourHead
    {
        [FieldOffset(0)] public byte Family;
        [FieldOffset(4)] public int Index;
        [FieldOffset(8)] public ushort State;
    }
}
