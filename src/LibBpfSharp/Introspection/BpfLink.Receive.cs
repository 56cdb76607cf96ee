using System.Net.Sockets;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

public abstract partial class BpfLink
{
    /// <summary>Takes a link that another process sends. It comes as the type of its kind, <see cref="CgroupLink"/> for one on a cgroup.</summary>
    /// <inheritdoc cref="BpfTransfer.ReceiveLink(Socket)"/>
    public static BpfLink ReceiveFrom(Socket socket) => ReceiveFrom(socket, Kernel.Running);

    internal static BpfLink ReceiveFrom(Socket socket, Kernel kernel) => Opened(DescriptorTransfer.ReceiveLink(socket, kernel), rooted: true);
}
