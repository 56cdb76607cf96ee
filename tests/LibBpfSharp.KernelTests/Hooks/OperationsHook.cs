using System.Net.Sockets;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program among the operations of a congestion control, which a socket then takes.</summary>
/// <param name="map">The map it is in.</param>
internal sealed class OperationsHook(string map) : Hook
{
    private const int TcpCongestion = 13;

    public override string Fixture => "hooks_operations";

    public override void Prepare(HookScene scene) => scene.Object.Maps[map].AutoCreate = true;

    public override void Attach(HookScene scene) => scene.Keep(scene.Object.Maps[map].AttachStructOps());

    public override void Trigger(HookScene scene)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetRawSocketOption((int)ProtocolType.Tcp, TcpCongestion, "lbs_hook"u8);
    }

    public override string[] Peer(HookScene scene) => ["operations", map];
}
