using System.Net;
using System.Net.Sockets;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Maps;

public sealed partial class EveryMapTypeTests
{
    private static void UseProgramArray()
    {
        using BpfMap map = TestMap.Create<uint, int>(BpfMapType.ProgArray, 3);
        using BpfObject tail = BpfObject.Open(BpfFixtures.Path("counter"));
        tail.Load();
        BpfProgramArray view = map.AsProgramArray();
        BpfProgram program = tail.Programs["count_egress"];
        view.Set(1, program);
        Assert.True(view.TryGetId(1, out uint id));
        Assert.Equal(program.Info.Id, id);
        Assert.False(view.TryGetId(0, out _));
        Assert.True(view.Remove(1));
        Assert.False(view.Remove(1));
        Assert.Equal(Errno.E2BIG, Assert.ThrowsAny<BpfException>(() => view.Set(3, program)).Errno);
    }

    private static void UseCgroupArray()
    {
        using TestCgroup group = TestCgroup.Create();
        using Cgroup cgroup = Cgroup.Open(group.Path);
        using BpfMap map = TestMap.Create<uint, int>(BpfMapType.CgroupArray, 3);
        CgroupArray view = map.AsCgroupArray();
        view.Set(2, cgroup);
        Assert.True(view.Remove(2));
        Assert.False(view.Remove(2));
        Assert.Throws<BpfNotSupportedException>(() => map.Lookup([2, 0, 0, 0]));
    }

    private static void UsePerfEventArray()
    {
        using BpfMap map = TestMap.Create<uint, int>(BpfMapType.PerfEventArray, 2);
        using PerfEvent clock = PerfEvent.Open(new() { Type = PerfEventType.Software, Config = 0, Cpu = 0 });
        PerfEventArray view = map.AsPerfEventArray();
        view.Set(0, clock);
        Assert.True(view.Remove(0));
        Assert.False(view.Remove(0));
    }

    private static void UseDeviceMap(BpfMapType type)
    {
        using BpfMap map = TestMap.Create(type, sizeof(uint), 8, 4);
        BpfDeviceMap view = map.AsDeviceMap();
        view.Set(1, "lo");
        Assert.True(view.TryGet(1, out BpfDeviceTarget target));
        Assert.Equal(new() { Interface = 1 }, target);
        Assert.Equal(Errno.EEXIST, Assert.ThrowsAny<BpfException>(() => view.Set(1, 1, condition: BpfElementFlags.Noexist)).Errno);
        Assert.Equal(Errno.ENODEV, Assert.ThrowsAny<BpfException>(() => view.Set(2, "no-such-device")).Errno);
        Assert.False(view.TryGet(0, out _));
        view.Remove(1);
        Assert.False(view.TryGet(1, out _));
    }

    private static void UseCpuMap()
    {
        using BpfMap map = TestMap.Create(BpfMapType.Cpumap, sizeof(uint), 8, 2);
        BpfCpuMap view = map.AsCpuMap();
        view.Set(0, 192);
        Assert.True(view.TryGet(0, out BpfCpuTarget target));
        Assert.Equal(new() { QueueSize = 192 }, target);
        view.Remove(0);
        Assert.False(view.TryGet(0, out _));
    }

    private static void UseSocketMap(BpfMapType type, Func<Socket[]> sockets)
    {
        using BpfMap map = TestMap.Create(type, sizeof(uint), sizeof(long), 4);
        BpfSocketMap<uint> view = map.AsSocketMap<uint>();
        Socket[] opened = sockets();
        try
        {
            view.Set(1, opened[0]);
            Assert.True(view.TryGetCookie(1, out ulong cookie));
            Assert.NotEqual(0ul, cookie);
            Assert.True(view.Remove(1));
            Assert.False(view.Remove(1));
            Assert.False(view.TryGetCookie(1, out _));
        }
        finally
        {
            foreach (Socket socket in opened) socket.Dispose();
        }
    }

    private static Socket[] Connected()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Socket client = new(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndpoint);
        return [client, listener.AcceptSocket()];
    }

    private static Socket[] Reusing()
    {
        const int ReusePort = 15;
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SetRawSocketOption(1, ReusePort, BitConverter.GetBytes(1));
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return [socket];
    }

    private static void UseXskMap()
    {
        using BpfMap map = TestMap.Create(BpfMapType.Xskmap, sizeof(uint), sizeof(int), 4);
        BpfSocketMap<uint> view = map.AsSocketMap<uint>();
        using Socket other = new(SocketType.Dgram, ProtocolType.Udp);
        Assert.Equal(Errno.EOPNOTSUPP, Assert.ThrowsAny<BpfException>(() => view.Set(0, other)).Errno);
        using SafeSocketHandle express = XdpSocket.Open();
        try
        {
            view.Set(0, express);
        }
        catch (BpfException wanting) when (wanting.Errno is Errno.ENOBUFS)
        {
            Assert.Skip($"needs a kernel that takes an AF_XDP socket that is bound to no queue: {wanting.Message}");
        }

        Assert.True(view.Remove(0));
    }
}
