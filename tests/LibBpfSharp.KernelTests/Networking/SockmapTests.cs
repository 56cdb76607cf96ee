using System.Net;
using System.Net.Sockets;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>Programs of maps of sockets: they run for what the sockets send and receive.</summary>
public sealed class SockmapTests
{
    public SockmapTests() => Requires.Root();

    [Theory]
    [InlineData("stream_verdict", BpfAttachType.SkSkbStreamVerdict, "sockets")]
    [InlineData("verdict", BpfAttachType.SkSkbVerdict, "sockets")]
    [InlineData("message", BpfAttachType.SkMsgVerdict, "sockets")]
    [InlineData("message", BpfAttachType.SkMsgVerdict, "hashed_sockets")]
    public void A_link_runs_its_program_until_it_is_disposed(string name, BpfAttachType attachType, string mapName)
    {
        Requires.Feature(BpfFeature.SockmapLink);
        using AttachedProgram program = NetworkProgram.Load(name);
        using TestNetwork network = TestNetwork.Enter();
        BpfMap map = program.Object.Maps[mapName];
        SockmapLink link = program.Program.AttachSockmap(map);
        Assert.Equal((map.Info.Id, attachType, false), (link.Info.MapId, link.Info.AttachType, link.IsDefunct));
        Assert.Equal([link.ProgramId], Sockmap.Query(map, attachType).Ids);
        NetworkProgram.AssertSeenByBpfTool(link);
        program.RunsUntilDisposed(link, () => Converse(map));
        Assert.Empty(Sockmap.Query(map, attachType).Ids);
    }

    [Theory]
    [InlineData("stream_verdict", null)]
    [InlineData("verdict", null)]
    [InlineData("message", null)]
    [InlineData("plain_verdict", BpfAttachType.SkSkbStreamVerdict)]
    public void Without_a_link_a_program_runs_too(string name, BpfAttachType? attachType)
    {
        using AttachedProgram program = LoadKnown(name);
        using TestNetwork network = TestNetwork.Enter();
        BpfMap map = program.Object.Maps["sockets"];
        BpfProgramAttachment attachment = program.Program.AttachSockmapLegacy(map, new() { AttachType = attachType });
        Assert.False(attachment.DetachesWithOwner);
        program.RunsUntilDisposed(attachment, () => Converse(map));
    }

    [Fact]
    public void A_parser_runs_before_a_verdict()
    {
        using AttachedProgram parser = NetworkProgram.Load("parser"), verdict = NetworkProgram.Load("stream_verdict");
        using TestNetwork network = TestNetwork.Enter();
        BpfMap map = parser.Object.Maps["sockets"];
        using BpfProgramAttachment second = verdict.Program.AttachSockmapLegacy(map);
        parser.RunsUntilDisposed(parser.Program.AttachSockmapLegacy(map), () => Converse(map));
        Assert.True(verdict.Hits > 0);
    }

    [Fact]
    public void A_program_without_a_link_is_exchanged()
    {
        using AttachedProgram first = NetworkProgram.Load("message"), second = NetworkProgram.Load("message");
        using TestNetwork network = TestNetwork.Enter();
        BpfMap map = second.Object.Maps["sockets"];
        BpfProgramAttachment attachment = first.Program.AttachSockmapLegacy(map);
        attachment.Replace(second.Program);
        Assert.Equal(second.Program.Info.Id, attachment.ProgramId);
        second.RunsUntilDisposed(attachment, () => Converse(map));
        Assert.Equal(0ul, first.Hits);
    }

    [Fact]
    public void What_cannot_be_is_told_by_cause()
    {
        using AttachedProgram program = NetworkProgram.Load("message"), plain = NetworkProgram.Load("plain_verdict"), other = NetworkProgram.Load("xdp_any");
        BpfMap map = program.Object.Maps["sockets"];
        Assert.Throws<InvalidOperationException>(() => plain.Program.AttachSockmapLegacy(map));
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => other.Program.AttachSockmapLegacy(map, new() { AttachType = BpfAttachType.SkMsgVerdict })).Reason);
        using BpfMap counter = TestProgram.Counter();
        Assert.Throws<BpfAttachException>(() => program.Program.AttachSockmapLegacy(counter));
        using BpfProgramAttachment attachment = program.Program.AttachSockmapLegacy(map);
        using BpfObject unrelated = BpfObject.Open(BpfFixtures.Path("network"));
        Assert.Throws<InvalidOperationException>(() => unrelated.Programs["message"].AttachSockmap(map));
    }

    private static AttachedProgram LoadKnown(string name)
    {
        if (name == "verdict") Requires.Kernel(5, 13, "verdicts without parsers");
        return NetworkProgram.Load(name);
    }

    /// <summary>Connects two sockets, puts one that sends and one that receives into the map, and lets them speak.</summary>
    internal static void Converse(BpfMap map)
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        client.Connect(listener.LocalEndPoint!);
        using Socket server = listener.Accept();
        Put(0, client);
        Put(1, server);
        client.Send(new byte[16]);
        server.ReceiveTimeout = 5000;
        Assert.Equal(16, server.Receive(new byte[16]));

        void Put(int key, Socket socket) => map.Update(BitConverter.GetBytes(key), BitConverter.GetBytes((int)socket.Handle));
    }
}
