using System.Globalization;
using System.Net.Sockets;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Gives up what capabilities it can, then takes a link in the way it is told, updates and detaches it, and says how far it came.</summary>
internal static class LinkUser
{
    public static void Play(string[] arguments)
    {
        using BpfProgram program = TestProgram.Allow();
        Capabilities.Drop(Capabilities.NetAdmin, Capabilities.SysAdmin);

        // Until then a system that forbids unprivileged bpf(2) forbade every command of it.
        if (Requires.Running >= new Version(5, 19)) Capabilities.Drop(Capabilities.Bpf);
        try
        {
            using BpfLink link = Open(arguments[0], arguments[1]);
            Console.WriteLine("opened");
            link.Update(program);
            Console.WriteLine("updated");
            ChildRoles.Await();
            link.Detach();
            Console.WriteLine("detached");
        }
        catch (BpfPermissionException refused)
        {
            Console.WriteLine($"{refused.Errno} {refused.MissingCapability}");
        }
    }

    private static BpfLink Open(string way, string place)
    {
        if (way == "pin") return BpfLink.OpenPinned(place);
        if (way == "id") return BpfLink.OpenById(uint.Parse(place, CultureInfo.InvariantCulture));
        using Socket socket = SocketPair.Connect(place);
        return BpfLink.ReceiveFrom(socket);
    }
}
