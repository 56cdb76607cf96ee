using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Joins a cgroup, opens its sockets, says "ready", and when told to sends datagrams and a stream of small segments over loopback until told to stop.</summary>
internal static class PacketStorm
{
    public static void Play(string[] arguments)
    {
        File.WriteAllText(Path.Combine(arguments[0], "cgroup.procs"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        using Socket datagramsIn = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using Socket datagramsOut = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        datagramsIn.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        datagramsOut.Connect(datagramsIn.LocalEndPoint!);
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using Socket streamOut = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Console.WriteLine("ready");
        ChildRoles.Await();

        // Each call is a packet, or, of the stream, mostly: what was sent before is acknowledged before more is.
        using CancellationTokenSource stop = new();
        streamOut.Connect(listener.LocalEndPoint!);
        using Socket streamIn = listener.Accept();
        streamIn.NoDelay = true;
        Thread datagrams = Run(() => Bounce(datagramsOut, datagramsIn, stop.Token));
        Thread stream = Run(() =>
        {
            Bounce(streamOut, streamIn, stop.Token);
            streamOut.Shutdown(SocketShutdown.Both);
        });
        Console.WriteLine("sending");
        ChildRoles.Await();
        stop.Cancel();
        datagrams.Join();
        stream.Join();
    }

    private static Thread Run(Action action)
    {
        Thread thread = new(() => action());
        thread.Start();
        return thread;
    }

    private static void Bounce(Socket sender, Socket receiver, CancellationToken stop)
    {
        byte[] packet = new byte[16];
        while (!stop.IsCancellationRequested)
        {
            sender.Send(packet);
            receiver.Receive(packet);
        }
    }
}
