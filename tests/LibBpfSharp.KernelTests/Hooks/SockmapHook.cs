using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program of a map of sockets, one of which takes part in a connection.</summary>
/// <param name="attachType">The hook, where the section names none.</param>
/// <param name="verdict">The program of the helpers that has to be there too.</param>
internal sealed class SockmapHook(BpfAttachType? attachType = null, string? verdict = null) : Hook
{
    private Socket? _client, _server;
    private BpfMap? _sockets;

    public override string Fixture => "hooks_network";

    public override void Prepare(HookScene scene)
    {
        BpfObject helpers = scene.Helpers("sockets", verdict is null ? [] : [verdict]);
        _sockets = helpers.Maps["sockets"];
        if (verdict is not null) scene.Keep(helpers.Programs[verdict].AttachSockmapLegacy(_sockets));
    }

    public override void Attach(HookScene scene)
    {
        scene.Keep(AttachInAnyWay(scene.Program, attachType ?? scene.AttachType));
        using Socket listener = Stream();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client = scene.Keep(Stream());
        _client.Connect(listener.LocalEndPoint!);
        _server = scene.Keep(listener.Accept());
        _sockets!.Update(BitConverter.GetBytes(0), BitConverter.GetBytes((ulong)_server.Handle));
    }

    public override void Trigger(HookScene scene)
    {
        Pass(_client!, _server!);
        Pass(_server!, _client!);
    }

    public override string[] Peer(HookScene scene) =>
    [
        "map", _sockets!.Info.Id.ToString(CultureInfo.InvariantCulture),
        ((int)(attachType ?? scene.Program.ExpectedAttachType ?? BpfAttachType.SkMsgVerdict)).ToString(CultureInfo.InvariantCulture),
    ];

    // By a link since 6.10.
    private IDisposable AttachInAnyWay(BpfProgram program, BpfAttachType? type)
    {
        try
        {
            return program.AttachSockmap(_sockets!, new() { AttachType = type });
        }
        catch (BpfNotSupportedException)
        {
            return program.AttachSockmapLegacy(_sockets!, new() { AttachType = type });
        }
    }

    private static Socket Stream() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    // What was passed before is taken out, so that sending never waits for room.
    private static void Pass(Socket from, Socket to)
    {
        from.Send([1]);
        while (to.Available > 0) to.Receive(new byte[16]);
    }
}
