using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LibBpfSharp.Samples.Generator;

/// <summary>
/// The process inside the cgroup. Its receiver is started first and so stays outside: were both inside,
/// each packet would be counted once as egress and once as ingress, under two remote ports.
/// </summary>
internal static class Sender
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static async Task<TrafficReport> RunAsync(SendPlan plan)
    {
        var clock = Stopwatch.StartNew();
        using Process receiver = StartReceiver();
        int[] ports = [.. (await ReadLineAsync(receiver)).Split(' ').Select(p => int.Parse(p, CultureInfo.InvariantCulture))];

        await File.WriteAllTextAsync(Path.Combine(plan.Cgroup, "cgroup.procs"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var sent = await Task.WhenAll(Peer.All.Select((peer, i) => SendAsync(peer, ports[i], plan)));

        receiver.StandardInput.Close();
        TrafficReport answered = TrafficReport.Parse(await ReadLineAsync(receiver));
        await receiver.WaitForExitAsync();
        return new TrafficReport(
            clock.Elapsed.TotalSeconds,
            [.. sent.Select(s => s.Flow), .. answered.Flows],
            RetransmittedSegments: sent.Sum(s => s.Retransmitted) + answered.RetransmittedSegments);
    }

    private static Process StartReceiver() => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["receive"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static async Task<string> ReadLineAsync(Process receiver)
        => await receiver.StandardOutput.ReadLineAsync().WaitAsync(s_patience)
           ?? throw new IOException("The receiver ended before it answered.");

    private static Task<(TrafficFlow Flow, long Retransmitted)> SendAsync(Peer peer, int port, SendPlan plan)
        => peer.Protocol == ProtocolType.Udp ? SendDatagramsAsync(peer, port, plan) : SendStreamAsync(peer, port, plan);

    private static async Task<(TrafficFlow Flow, long Retransmitted)> SendDatagramsAsync(Peer peer, int port, SendPlan plan)
    {
        using Socket socket = peer.CreateSocket();
        await socket.ConnectAsync(peer.Loopback, port);
        byte[] buffer = new byte[ushort.MaxValue];
        var lengths = new Random(port);
        long payload = 0;
        await foreach (int datagrams in plan.Pace(plan.Datagrams))
        {
            for (int i = 0; i < datagrams; i++)
            {
                int length = lengths.Next(0, 1_473);
                payload += await socket.SendAsync(buffer.AsMemory(0, length));

                // One at a time: a datagram that finds the other side's buffer full would be lost without a word.
                await socket.ReceiveAsync(buffer).WaitAsync(s_patience);
            }
        }

        return (peer.Datagrams("egress", port, plan.Datagrams, payload), 0);
    }

    private static async Task<(TrafficFlow Flow, long Retransmitted)> SendStreamAsync(Peer peer, int port, SendPlan plan)
    {
        using Socket socket = peer.CreateSocket();
        await socket.ConnectAsync(peer.Loopback, port);
        Task drained = DrainAsync(socket);
        byte[] buffer = new byte[1 << 16];
        await foreach (int bytes in plan.Pace(plan.StreamBytes))
        {
            for (int left = bytes; left > 0;) left -= await socket.SendAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)));
        }

        socket.Shutdown(SocketShutdown.Send);
        await drained.WaitAsync(s_patience);
        return (peer.Stream("egress", port, plan.StreamBytes), Peer.RetransmittedSegments(socket));
    }

    private static async Task DrainAsync(Socket socket)
    {
        byte[] buffer = new byte[1 << 16];
        while (await socket.ReceiveAsync(buffer) > 0)
        {
        }
    }
}
