using System.Net.Sockets;
using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>AF_XDP sockets, which .NET does not make by itself.</summary>
internal static class XdpSocket
{
    private const int Family = 44;
    private const int Raw = 3;

    public static SafeSocketHandle Open()
    {
        nint descriptor = Kernel.Running.Invoke(SystemCall.Socket, Family, Raw);
        Assert.SkipWhen(descriptor == -(nint)Errno.EAFNOSUPPORT, "needs AF_XDP sockets, which this kernel lacks");
        Assert.True(descriptor > 0, $"{descriptor}");
        return new SafeSocketHandle(descriptor, ownsHandle: true);
    }
}
