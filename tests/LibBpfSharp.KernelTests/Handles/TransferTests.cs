using System.Net;
using System.Net.Sockets;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Handles;

/// <summary>Maps, programs and links over a Unix socket.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly SocketPair _sockets = SocketPair.Listen();
    private readonly Socket _far;
    private readonly BpfObject _counter = BpfObject.Open(BpfFixtures.Path("counter"));

    public TransferTests()
    {
        Requires.Root();
        _far = SocketPair.Connect(_sockets.Path);
        _counter.Load();
    }

    public void Dispose()
    {
        _counter.Dispose();
        _far.Dispose();
        _sockets.Dispose();
    }

    [Fact]
    public void A_map_and_a_program_come_across_and_live_on()
    {
        BpfMap map = _counter.Maps["counters"];
        BpfProgram program = _counter.Programs["count_egress"];
        (uint mapId, uint programId) = (map.Info.Id, program.Info.Id);
        map.SendTo(_far);
        program.SendTo(_far);
        using BpfMap received = BpfMap.ReceiveFrom(_sockets.Near);
        using BpfProgram receivedProgram = BpfProgram.ReceiveFrom(_sockets.Near);
        _counter.Dispose();
        Assert.Equal((mapId, "counters", BpfMapType.Array), (received.Info.Id, received.Name, received.Type));
        Assert.Equal((programId, "count_egress", BpfProgramType.CgroupSkb), (receivedProgram.Info.Id, receivedProgram.Name, receivedProgram.Type));
        Assert.Null(received.PinPath);
    }

    [Fact]
    public void Something_else_than_asked_for_is_refused_and_closed()
    {
        _counter.Maps["counters"].SendTo(_far);
        _far.Send("x"u8);
        _far.Shutdown(SocketShutdown.Send);
        Socket near = _sockets.Near;
        int before = OpenDescriptors.Count();
        Assert.Contains("Map", Assert.Throws<BpfException>(() => BpfProgram.ReceiveFrom(near)).Message, StringComparison.Ordinal);
        Assert.Contains("no descriptor", Assert.Throws<BpfException>(() => BpfMap.ReceiveFrom(near)).Message, StringComparison.Ordinal);
        Assert.Equal(Errno.EPIPE, Assert.Throws<BpfException>(() => BpfLink.ReceiveFrom(near)).Errno);
        Assert.Equal(before, OpenDescriptors.Count());
    }

    [Fact]
    public void A_socket_that_tells_the_senders_credentials_loses_no_descriptor()
    {
        const int SocketLevel = 1, PassCredentials = 16; // SOL_SOCKET, SO_PASSCRED
        _sockets.Near.SetRawSocketOption(SocketLevel, PassCredentials, BitConverter.GetBytes(1));
        int before = OpenDescriptors.Count();
        _counter.Maps["counters"].SendTo(_far);
        using (BpfMap received = BpfMap.ReceiveFrom(_sockets.Near)) Assert.Equal(_counter.Maps["counters"].Info.Id, received.Info.Id);
        Assert.Equal(before, OpenDescriptors.Count());
    }

    [Fact]
    public void A_receiver_waits_as_long_as_the_socket_says()
    {
        _sockets.Near.ReceiveTimeout = 20;
        Assert.Equal(Errno.EAGAIN, Assert.Throws<BpfException>(() => BpfMap.ReceiveFrom(_sockets.Near)).Errno);
    }

    [Fact]
    public async Task A_socket_that_was_used_asynchronously_is_waited_for_too()
    {
        await _far.SendAsync("x"u8.ToArray(), TestContext.Current.CancellationToken);
        await _sockets.Near.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken);
        Task<BpfMap> receiving = Task.Run(() => BpfMap.ReceiveFrom(_sockets.Near), TestContext.Current.CancellationToken);
        _counter.Maps["counters"].SendTo(_far);
        using BpfMap received = await receiving;
        Assert.Equal(_counter.Maps["counters"].Info.Id, received.Info.Id);
    }

    [Fact]
    public void A_receiver_that_is_gone_and_another_kind_of_socket_are_errors()
    {
        BpfMap map = _counter.Maps["counters"];
        _sockets.Near.Dispose();
        Assert.Equal(Errno.EPIPE, Assert.Throws<BpfException>(() => map.SendTo(_far)).Errno);
        using Socket internet = new(SocketType.Dgram, ProtocolType.Udp);
        Assert.Throws<ArgumentException>(() => map.SendTo(internet));
        Assert.Throws<ArgumentException>(() => BpfMap.ReceiveFrom(internet));
    }

    [Fact]
    public void A_failure_at_any_call_leaves_nothing()
    {
        FailingKernel counting = FailingKernel.At(Kernel.Running, int.MaxValue, Errno.ENOMEM);
        _counter.Maps["counters"].SendTo(_far);
        BpfMap.ReceiveFrom(_sockets.Near, counting).Dispose();
        foreach (int call in FaultPoints.Of(counting.Calls))
        {
            _counter.Maps["counters"].SendTo(_far);
            FailingKernel failing = FailingKernel.At(Kernel.Running, call, Errno.ENOMEM);
            int before = OpenDescriptors.Count();
            try
            {
                BpfMap.ReceiveFrom(_sockets.Near, failing).Dispose();
            }
            catch (BpfException refused)
            {
                Assert.Equal(Errno.ENOMEM, refused.Errno);
            }

            // A message that was not taken is still there.
            if (call == 1) BpfMap.ReceiveFrom(_sockets.Near).Dispose();
            Assert.Equal(1, failing.Failures);
            Assert.Equal(before, OpenDescriptors.Count());
        }
    }
}
