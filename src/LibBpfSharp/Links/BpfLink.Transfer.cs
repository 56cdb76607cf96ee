using System.Net.Sockets;

namespace LibBpfSharp;

public abstract partial class BpfLink
{
    /// <summary>Hands the link to another process over a Unix socket. Both own it then: it is attached until both have let go of it.</summary>
    /// <inheritdoc cref="BpfTransfer.Send(Socket, BpfMap)"/>
    public virtual void SendTo(Socket socket) => DescriptorTransfer.Send(socket, Handle);
}
