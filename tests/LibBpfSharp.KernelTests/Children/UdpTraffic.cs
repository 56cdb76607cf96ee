using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>
/// Joins a cgroup, then opens its sockets (a socket belongs to the cgroup it was made in), says "ready", and for every line with a number
/// sends that many datagrams over loopback, receives them, and says "sent".
/// </summary>
internal static class UdpTraffic
{
    public const int PayloadLength = 4;

    public static void Play(string[] arguments)
    {
        File.WriteAllText(Path.Combine(arguments[0], "cgroup.procs"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        using UdpClient receiver = new(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpClient sender = new();
        sender.Connect((IPEndPoint)receiver.Client.LocalEndPoint!);
        Console.WriteLine("ready");
        while (ChildRoles.Await() is { } line)
        {
            IPEndPoint? from = null;
            for (int left = int.Parse(line, CultureInfo.InvariantCulture); left > 0; left--)
            {
                sender.Send(new byte[PayloadLength]);
                receiver.Receive(ref from);
            }

            Console.WriteLine("sent");
        }
    }
}
