using System.Net;
using System.Net.Sockets;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program among the operations of a congestion control, which a connection then takes.</summary>
/// <param name="map">The map it is in.</param>
internal sealed class OperationsHook(string map) : Hook
{
    private const int TcpCongestion = 13;

    public override string Fixture => "hooks_operations";

    public override void Prepare(HookScene scene) => scene.Object.Maps[map].AutoCreate = true;

    public override void Attach(HookScene scene) => scene.Keep(scene.Object.Maps[map].AttachStructOps());

    public override void Trigger(HookScene scene)
    {
        using Socket listener = Stream();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using Socket client = Stream();
        client.SetRawSocketOption((int)ProtocolType.Tcp, TcpCongestion, "lbs_hook"u8);
        client.Connect(listener.LocalEndPoint!);
    }

    public override string[] Peer(HookScene scene) => ["operations", map];

    private static Socket Stream() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
