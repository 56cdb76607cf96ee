using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Goes into a cgroup when told, and does there what programs of cgroups see; answers every line with "done".</summary>
internal static partial class HookActor
{
    private static readonly Dictionary<string, Action<string>> s_acts = new()
    {
        ["join"] = Join,
        ["leave"] = _ => Join(Cgroup.MountPoint),
        ["inet4"] = _ => Talk(IPAddress.Loopback),
        ["inet6"] = _ => Talk(IPAddress.IPv6Loopback),
        ["unix"] = _ => TalkLocally(),
        ["files"] = _ => Read(),
    };

    public static void Play(string[] arguments)
    {
        while (ChildRoles.Await() is { } line)
        {
            string[] words = line.Split(' ', 2);
            s_acts[words[0]](words[1]);
            Console.WriteLine("done");
        }
    }

    private static void Join(string path) => File.WriteAllText(Path.Combine(path, "cgroup.procs"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));

    private static void Read()
    {
        File.ReadAllText("/proc/sys/kernel/ostype");
        File.OpenRead("/dev/null").Dispose();
    }

    private static void Talk(IPAddress address)
    {
        using Socket receiver = Datagrams(new IPEndPoint(address, 0)), sender = Datagrams(new IPEndPoint(address, 0));
        Exchange(sender, receiver);

        using Socket listener = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, 0));
        listener.SendBufferSize = listener.SendBufferSize;
        listener.Listen();
        using Socket client = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        AskNames(client);
    }

    private static void TalkLocally()
    {
        using Socket receiver = Datagrams(LocalName("receiver")), sender = Datagrams(LocalName("sender"));
        Exchange(sender, receiver);
        sender.Connect(receiver.LocalEndPoint!);
        AskNames(sender);
    }

    private static UnixDomainSocketEndPoint LocalName(string part) => new($"\0lbs-{Environment.ProcessId}-{part}");

    private static Socket Datagrams(EndPoint local)
    {
        Socket socket = new(local.AddressFamily, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(local);
        return socket;
    }

    private static void Exchange(Socket sender, Socket receiver)
    {
        sender.SendTo([1], receiver.LocalEndPoint!);
        EndPoint from = receiver.LocalEndPoint!;
        receiver.ReceiveFrom(new byte[1], ref from);
    }

    // Of the system: the runtime remembers what it was told once.
    private static unsafe void AskNames(Socket socket)
    {
        byte* name = stackalloc byte[128];
        int length = 128;
        if (LocalNameOf((int)socket.Handle, name, ref length) != 0) throw new InvalidOperationException("getsockname");
        length = 128;
        if (RemoteNameOf((int)socket.Handle, name, ref length) != 0) throw new InvalidOperationException("getpeername");
    }

    [LibraryImport("libc", EntryPoint = "getsockname")]
    private static unsafe partial int LocalNameOf(int socket, byte* name, ref int length);

    [LibraryImport("libc", EntryPoint = "getpeername")]
    private static unsafe partial int RemoteNameOf(int socket, byte* name, ref int length);
}
