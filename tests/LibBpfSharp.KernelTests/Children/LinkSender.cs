using System.Net.Sockets;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Attaches a program by a link, hands the link on over a Unix socket, says "sent", and waits to end.</summary>
internal static class LinkSender
{
    public static void Play(string[] arguments)
    {
        using var cgroup = Cgroup.Open(arguments[0]);
        using BpfProgram program = TestProgram.Allow();
        using CgroupLink link = cgroup.Attach(program, BpfAttachType.CgroupInetEgress);
        using Socket socket = SocketPair.Connect(arguments[1]);
        link.SendTo(socket);
        Console.WriteLine("sent");
        ChildRoles.Await();
    }
}
