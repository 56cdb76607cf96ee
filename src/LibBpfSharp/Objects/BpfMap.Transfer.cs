using System.Net.Sockets;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Hands the map to another process over a Unix socket.</summary>
    /// <inheritdoc cref="BpfTransfer.Send(Socket, BpfMap)"/>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    /// <example>
    /// <code>
    /// map.SendTo(socket);                                    // a connected Unix socket
    /// using BpfMap received = BpfMap.ReceiveFrom(otherSocket); // what the other process does
    /// </code>
    /// </example>
    public void SendTo(Socket socket) => DescriptorTransfer.Send(socket, Handle);

    /// <summary>Takes a map that another process sends. Its <see cref="Name"/> is what the kernel kept of it, up to 15 characters.</summary>
    /// <inheritdoc cref="BpfTransfer.ReceiveLink(Socket)"/>
    public static BpfMap ReceiveFrom(Socket socket) => ReceiveFrom(socket, Kernel.Running);

    internal static BpfMap ReceiveFrom(Socket socket, Kernel kernel) => OfHandle(DescriptorTransfer.ReceiveMap(socket, kernel), pinPath: null);
}
