using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program of a socket that receives datagrams.</summary>
/// <param name="attach">Attaches it to the socket.</param>
internal sealed class SocketOptionHook(Func<BpfProgram, SafeHandle, IDisposable> attach) : Hook
{
    private const int SocketLevel = 1, ReusePort = 15; // SOL_SOCKET, SO_REUSEPORT

    private Socket? _receiver;

    public override string Fixture => "hooks_network";

    public override void Attach(HookScene scene)
    {
        _receiver = scene.Keep(Datagrams());
        _receiver.SetRawSocketOption(SocketLevel, ReusePort, BitConverter.GetBytes(1));
        _receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        scene.Keep(attach(scene.Program, _receiver.SafeHandle));
    }

    public override void Trigger(HookScene scene)
    {
        using Socket sender = Datagrams();
        sender.SendTo([1], _receiver!.LocalEndPoint!);
    }

    public override string[] Peer(HookScene scene) => ["load"];

    private static Socket Datagrams() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
}
