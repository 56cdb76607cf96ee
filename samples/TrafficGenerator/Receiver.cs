using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LibBpfSharp.Samples.Generator;

/// <summary>
/// The process outside the cgroup: answers every datagram and every piece of a stream with one of another length.
/// Writes its four ports, serves until standard input ends, and then reports what it sent: the cgroup's ingress.
/// </summary>
internal static class Receiver
{
    public static async Task RunAsync()
    {
        var clock = Stopwatch.StartNew();
        Socket[] sockets = [.. Peer.All.Select(Listen)];
        using var stop = new CancellationTokenSource();
        Task<(TrafficFlow Flow, long Retransmitted)>[] services = [.. Peer.All.Select((peer, i) => ServeAsync(peer, sockets[i], stop.Token))];

        Console.WriteLine(string.Join(' ', sockets.Select(PortOf)));
        await Console.In.ReadToEndAsync();
        await stop.CancelAsync();

        var sent = await Task.WhenAll(services);
        foreach (Socket socket in sockets) socket.Dispose();
        var report = new TrafficReport(
            clock.Elapsed.TotalSeconds, [.. sent.Select(s => s.Flow)], RetransmittedSegments: sent.Sum(s => s.Retransmitted));
        Console.WriteLine(report.ToJson());
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static Socket Listen(Peer peer)
    {
        Socket socket = peer.CreateSocket();
        socket.Bind(new IPEndPoint(peer.Loopback, 0));
        if (peer.Protocol == ProtocolType.Tcp) socket.Listen();
        return socket;
    }

    private static Task<(TrafficFlow Flow, long Retransmitted)> ServeAsync(Peer peer, Socket socket, CancellationToken stop)
        => peer.Protocol == ProtocolType.Udp ? AnswerDatagramsAsync(peer, socket, stop) : AnswerStreamAsync(peer, socket, stop);

    private static async Task<(TrafficFlow Flow, long Retransmitted)> AnswerDatagramsAsync(Peer peer, Socket socket, CancellationToken stop)
    {
        byte[] buffer = new byte[ushort.MaxValue];
        var anyone = new IPEndPoint(peer.Loopback, 0);
        long datagrams = 0, payload = 0;
        try
        {
            while (true)
            {
                SocketReceiveFromResult got = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anyone, stop);
                int answer = got.ReceivedBytes / 2;
                await socket.SendToAsync(buffer.AsMemory(0, answer), SocketFlags.None, got.RemoteEndPoint, stop);
                datagrams++;
                payload += answer;
            }
        }
        catch (OperationCanceledException)
        {
            return (peer.Datagrams("ingress", PortOf(socket), datagrams, payload), 0);
        }
    }

    private static async Task<(TrafficFlow Flow, long Retransmitted)> AnswerStreamAsync(Peer peer, Socket listener, CancellationToken stop)
    {
        using Socket connection = await listener.AcceptAsync(stop);
        byte[] buffer = new byte[1 << 16];
        long payload = 0;
        while (await connection.ReceiveAsync(buffer, stop) is > 0 and int got)
        {
            int answer = (got + 2) / 3;
            for (int done = 0; done < answer;) done += await connection.SendAsync(buffer.AsMemory(done, answer - done), stop);
            payload += answer;
        }

        connection.Shutdown(SocketShutdown.Send);
        return (peer.Stream("ingress", PortOf(listener), payload), Peer.RetransmittedSegments(connection));
    }
}
