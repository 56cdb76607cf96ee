using System.Net.Sockets;

namespace LibBpfSharp;

/// <summary>
/// Hands maps, programs and links to another process over a Unix socket, and takes them: the receiver gets a descriptor of its own (<c>SCM_RIGHTS</c>),
/// which keeps what it stands for alive when the sender ends. The objects' own <c>SendTo</c> and <c>ReceiveFrom</c> are the same.
/// </summary>
/// <remarks>
/// Each is one message of one byte, so that sender and receiver take turns by count; nothing else may be read from the socket in between.
/// Neither side needs a capability: a security module (SELinux) may refuse the receiver.
/// Sources: unix(7), <c>net/core/scm.c</c>.
/// </remarks>
public static class BpfTransfer
{
    /// <summary>Sends a map. The sender keeps its own descriptor.</summary>
    /// <param name="socket">A connected Unix socket.</param>
    /// <param name="map">What to hand on.</param>
    /// <exception cref="ArgumentException">The socket is no Unix socket.</exception>
    /// <exception cref="InvalidOperationException">It is not in the kernel.</exception>
    /// <exception cref="BpfException">The other side is gone (EPIPE), or the kernel refuses for another reason.</exception>
    public static void Send(Socket socket, BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        map.SendTo(socket);
    }

    /// <summary>Sends a program. The sender keeps its own descriptor.</summary>
    /// <param name="socket">A connected Unix socket.</param>
    /// <param name="program">What to hand on.</param>
    /// <inheritdoc cref="Send(Socket, BpfMap)" path="/exception"/>
    public static void Send(Socket socket, BpfProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        program.SendTo(socket);
    }

    /// <summary>Sends a link. Both own it then: it is attached until both have let go of it.</summary>
    /// <param name="socket">A connected Unix socket.</param>
    /// <param name="link">What to hand on.</param>
    /// <inheritdoc cref="Send(Socket, BpfMap)" path="/exception"/>
    /// <exception cref="BpfNotSupportedException">The attachment is of several links.</exception>
    public static void Send(Socket socket, BpfLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        link.SendTo(socket);
    }

    /// <summary>Takes a map that the other side sends; waits for it as long as the socket's <see cref="Socket.ReceiveTimeout"/>.</summary>
    /// <returns>The map, the caller's to dispose.</returns>
    /// <inheritdoc cref="ReceiveLink(Socket)"/>
    public static BpfMap ReceiveMap(Socket socket) => BpfMap.ReceiveFrom(socket);

    /// <summary>Takes a program that the other side sends; waits for it as long as the socket's <see cref="Socket.ReceiveTimeout"/>.</summary>
    /// <returns>The program, the caller's to dispose.</returns>
    /// <inheritdoc cref="ReceiveLink(Socket)"/>
    public static BpfProgram ReceiveProgram(Socket socket) => BpfProgram.ReceiveFrom(socket);

    /// <summary>Takes a link that the other side sends; waits for it as long as the socket's <see cref="Socket.ReceiveTimeout"/>.</summary>
    /// <param name="socket">A connected Unix socket.</param>
    /// <returns>The link, as an object of its kind.</returns>
    /// <exception cref="ArgumentException">The socket is no Unix socket.</exception>
    /// <exception cref="BpfException">
    /// The other side ended (EPIPE), nothing came in time (EAGAIN), or what came was no descriptor or one of another kind; it is closed then.
    /// </exception>
    public static BpfLink ReceiveLink(Socket socket) => BpfLink.ReceiveFrom(socket);
}
