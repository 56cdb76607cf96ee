using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>
/// Joins a cgroup, then opens its sockets (a socket belongs to the cgroup it was made in), says "ready", and for every line with a number
/// sends that many datagrams over loopback, receives them, and says "sent". At <see cref="Flow"/> it says the same word when the first is received, goes on
/// until the next line, and says how many there were.
/// </summary>
internal static class UdpTraffic
{
    public const int PayloadLength = 4;
    public const string Flow = "flow";

    /// <summary>Leaves processor time to what happens meanwhile.</summary>
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(1);

    public static void Play(string[] arguments)
    {
        File.WriteAllText(Path.Combine(arguments[0], "cgroup.procs"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        using UdpClient receiver = new(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpClient sender = new();
        sender.Connect((IPEndPoint)receiver.Client.LocalEndPoint!);
        Console.WriteLine("ready");
        while (ChildRoles.Await() is { } line)
        {
            if (line == Flow)
            {
                int first = Bounce(sent => sent < 1);
                Console.WriteLine(Flow);
                var stop = Task.Run(ChildRoles.Await);
                Console.WriteLine(first + Bounce(_ => !stop.Wait(s_pace)));
            }
            else
            {
                int wanted = int.Parse(line, CultureInfo.InvariantCulture);
                Bounce(sent => sent < wanted);
                Console.WriteLine("sent");
            }
        }

        int Bounce(Func<int, bool> more)
        {
            IPEndPoint? from = null;
            int sent = 0;
            for (; more(sent); sent++)
            {
                sender.Send(new byte[PayloadLength]);
                receiver.Receive(ref from);
            }

            return sent;
        }
    }
}
