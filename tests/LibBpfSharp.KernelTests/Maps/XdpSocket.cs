using System.Net.Sockets;
using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>AF_XDP sockets, which .NET does not make by itself.</summary>
internal static class XdpSocket
{
    private const int Family = 44;
    private const int Raw = 3;

    /// <summary>A socket with a ring for what it receives, and nothing more.</summary>
    public static unsafe SafeSocketHandle Open()
    {
        const int Level = 283, ReceiveRing = 2;
        int entries = 64;
        nint descriptor = Kernel.Running.Invoke(SystemCall.Socket, Family, Raw);
        Assert.SkipWhen(descriptor == -(nint)Errno.EAFNOSUPPORT, "needs AF_XDP sockets, which this kernel lacks");
        Assert.True(descriptor > 0, $"{descriptor}");
        SafeSocketHandle socket = new(descriptor, ownsHandle: true);
        Assert.Equal(0, Kernel.Running.Invoke(SystemCall.SetSockOpt, descriptor, Level, ReceiveRing, (nint)(&entries), sizeof(int)));
        return socket;
    }
}
