using System.Net.Sockets;

namespace LibBpfSharp;

public abstract partial class BpfLink
{
    /// <summary>Hands the link to another process over a Unix socket. Both own it then: it is attached until both have let go of it.</summary>
    /// <inheritdoc cref="BpfTransfer.Send(Socket, BpfMap)"/>
    /// <exception cref="BpfNotSupportedException">The attachment is no link of the kernel's own: operations of a kernel without links for them, a perf event, or a statically defined probe of several.</exception>
    public void SendTo(Socket socket)
    {
        // Without the gate: who waits for the other side keeps nobody from disposing.
        Require(LinkUse.HandOver);
        DescriptorTransfer.Send(socket, Handle);
    }
}
