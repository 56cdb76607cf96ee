using System.Net;
using System.Net.Sockets;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>Programs attached by options of sockets.</summary>
public sealed class SocketTests
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int SharePort = 15; // SO_REUSEPORT
    private const int LockFilter = 44; // SO_LOCK_FILTER

    public SocketTests() => Requires.Root();

    [Fact]
    public void A_filter_runs_for_what_its_socket_receives()
    {
        using AttachedProgram program = NetworkProgram.Load("filter");
        using TestNetwork network = TestNetwork.Enter();
        using Socket receiver = Bound(shared: false);
        BpfSocketAttachment attachment = program.Program.AttachSocket(receiver.SafeHandle);
        Assert.True(attachment.DetachesWithOwner);
        Assert.Equal(program.Program.Info.Id, attachment.ProgramId);
        program.RunsUntilDisposed(attachment, () => SendTo(receiver));
    }

    [Fact]
    public void A_program_of_a_shared_port_runs_for_what_comes_to_it()
    {
        using AttachedProgram program = NetworkProgram.Load("reuseport");
        using TestNetwork network = TestNetwork.Enter();
        using Socket first = Bound(shared: true);
        using Socket second = Shared();
        second.Bind(first.LocalEndPoint!);
        program.RunsUntilDisposed(program.Program.AttachReuseport(first.SafeHandle), () => SendTo(first));
    }

    [Fact]
    public void A_program_goes_with_its_socket()
    {
        using AttachedProgram program = NetworkProgram.Load("filter");
        using TestNetwork network = TestNetwork.Enter();
        Socket receiver = Bound(shared: false);
        using BpfSocketAttachment attachment = program.Program.AttachSocket(receiver.SafeHandle);
        receiver.Dispose();
        attachment.Detach();
    }

    [Fact]
    public void What_cannot_be_is_told_by_cause()
    {
        using AttachedProgram filter = NetworkProgram.Load("filter"), other = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter();
        using Socket socket = Bound(shared: false);
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => other.Program.AttachSocket(socket.SafeHandle)).Reason);
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => other.Program.AttachReuseport(socket.SafeHandle)).Reason);
        using (FileStream file = File.OpenRead("/dev/null"))
            Assert.Equal(BpfAttachError.MissingParameter, Assert.Throws<BpfAttachException>(() => filter.Program.AttachSocket(file.SafeFileHandle)).Reason);

        using BpfSocketAttachment attachment = filter.Program.AttachSocket(socket.SafeHandle);
        attachment.Detach();
        using BpfSocketAttachment locked = filter.Program.AttachSocket(socket.SafeHandle);
        socket.SetRawSocketOption(SocketLevel, LockFilter, BitConverter.GetBytes(1));
        Assert.Equal(BpfAttachError.TargetBusy, Assert.Throws<BpfAttachException>(() => filter.Program.AttachSocket(socket.SafeHandle)).Reason);
    }

    private static Socket Shared()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SetRawSocketOption(SocketLevel, SharePort, BitConverter.GetBytes(1));
        return socket;
    }

    private static Socket Bound(bool shared)
    {
        Socket socket = shared ? Shared() : new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static void SendTo(Socket receiver)
    {
        using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.SendTo(new byte[8], receiver.LocalEndPoint!);
    }
}
