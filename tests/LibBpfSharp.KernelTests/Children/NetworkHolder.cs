using LibBpfSharp.KernelTests.Networking;
using LibBpfSharp.KernelTests.Tracing;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Attaches programs to an interface and its network namespace by links, and one without, says "attached", and holds them until killed.</summary>
internal static class NetworkHolder
{
    public static void Play(string[] arguments)
    {
        using AttachedProgram xdp = NetworkProgram.Load("xdp_any"), lookup = NetworkProgram.Load("lookup"), classifier = NetworkProgram.Load("classifier");
        using XdpLink link = xdp.Program.AttachXdp(arguments[0]);
        using NetnsLink other = lookup.Program.AttachNetns();
        using TcFilterAttachment filter = classifier.Program.AttachTcFilter(arguments[0], TcDirection.Ingress);
        Console.WriteLine("attached");
        ChildRoles.Await();
    }
}
