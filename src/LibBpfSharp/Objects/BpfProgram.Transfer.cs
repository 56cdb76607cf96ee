using System.Net.Sockets;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Hands the program to another process over a Unix socket.</summary>
    /// <inheritdoc cref="BpfTransfer.Send(Socket, BpfMap)"/>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public void SendTo(Socket socket) => DescriptorTransfer.Send(socket, Handle);

    /// <summary>Takes a program that another process sends.</summary>
    /// <remarks>As for <see cref="OpenPinned(string)"/>: the kernel kept 15 characters of its name, and does not tell what attach type it was loaded for.</remarks>
    /// <inheritdoc cref="BpfTransfer.ReceiveLink(Socket)"/>
    public static BpfProgram ReceiveFrom(Socket socket) => ReceiveFrom(socket, Kernel.Running);

    internal static BpfProgram ReceiveFrom(Socket socket, Kernel kernel) => OfHandle(DescriptorTransfer.ReceiveProgram(socket, kernel), pinPath: null);
}
