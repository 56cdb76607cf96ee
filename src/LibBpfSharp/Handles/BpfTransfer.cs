using System.Net.Sockets;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// Hands maps, programs and links to another process over a Unix socket, and takes them: the receiver gets a descriptor of its own (<c>SCM_RIGHTS</c>),
/// which keeps the object alive when the sender ends. <see cref="BpfLink.SendTo"/> and its kin are the same for objects.
/// </summary>
/// <remarks>
/// Each is one message of one byte, so that sender and receiver take turns by count; nothing else may be read from the socket in between.
/// Neither side needs a capability: a security module (SELinux) may refuse the receiver.
/// Sources: unix(7), <c>net/core/scm.c</c>.
/// </remarks>
public static class BpfTransfer
{
    /// <summary>Sends a map, a program or a link. The sender keeps its own descriptor.</summary>
    /// <param name="socket">A connected Unix socket.</param>
    /// <param name="handle">What to hand on.</param>
    /// <exception cref="ArgumentException">The socket is no Unix socket.</exception>
    /// <exception cref="BpfException">The other side is gone (EPIPE), or the kernel refuses for another reason.</exception>
    public static void Send(Socket socket, BpfHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        Errno errno = Exchange(socket, SelectMode.SelectWrite, socket?.SendTimeout ?? 0, handle.SendDescriptor).ToErrno();
        if (errno != Errno.None) throw new BpfException($"The descriptor cannot be sent: {errno.Describe()}.", errno);
    }

    /// <summary>Takes a map that the other side sends; waits for it as long as the socket's <see cref="Socket.ReceiveTimeout"/>.</summary>
    /// <inheritdoc cref="ReceiveLink(Socket)"/>
    public static BpfMapHandle ReceiveMap(Socket socket) => ReceiveMap(socket, Kernel.Running);

    /// <summary>Takes a program that the other side sends; waits for it as long as the socket's <see cref="Socket.ReceiveTimeout"/>.</summary>
    /// <inheritdoc cref="ReceiveLink(Socket)"/>
    public static BpfProgramHandle ReceiveProgram(Socket socket) => ReceiveProgram(socket, Kernel.Running);

    /// <summary>Takes a link that the other side sends; waits for it as long as the socket's <see cref="Socket.ReceiveTimeout"/>.</summary>
    /// <param name="socket">A connected Unix socket.</param>
    /// <exception cref="ArgumentException">The socket is no Unix socket.</exception>
    /// <exception cref="BpfException">
    /// The other side ended (EPIPE), nothing came in time (EAGAIN), or what came was no descriptor or one of another kind; it is closed then.
    /// </exception>
    public static BpfLinkHandle ReceiveLink(Socket socket) => ReceiveLink(socket, Kernel.Running);

    internal static BpfMapHandle ReceiveMap(Socket socket, Kernel kernel) => Receive(socket, BpfPinKind.Map, new BpfMapHandle(kernel));

    internal static BpfProgramHandle ReceiveProgram(Socket socket, Kernel kernel) => Receive(socket, BpfPinKind.Program, new BpfProgramHandle(kernel));

    internal static BpfLinkHandle ReceiveLink(Socket socket, Kernel kernel) => Receive(socket, BpfPinKind.Link, new BpfLinkHandle(kernel));

    private static T Receive<T>(Socket socket, BpfPinKind kind, T handle)
        where T : BpfHandle
    {
        try
        {
            nint result = Exchange(socket, SelectMode.SelectRead, socket?.ReceiveTimeout ?? 0, handle.ReceiveDescriptor);
            Errno errno = result.ToErrno();
            if (errno != Errno.None)
                throw new BpfException($"No {kind} was received: {(errno == Errno.EPIPE ? "the other side closed the socket" : errno.Describe())}.", errno);
            if (result == 0) throw new BpfException($"No {kind} was received: the message carried no descriptor.");

            BpfPinKind found = handle.PinKind();
            return found == kind ? handle : throw new BpfException($"No {kind} was received: the descriptor is {(found == BpfPinKind.Unknown ? "no BPF object" : $"a {found}")}.");
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Makes a call on the socket's descriptor; waits where it does not block, as .NET leaves it after an asynchronous operation.</summary>
    private static nint Exchange(Socket? socket, SelectMode ready, int timeoutMilliseconds, Func<nint, nint> call)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (socket.AddressFamily != AddressFamily.Unix) throw new ArgumentException("Descriptors pass over Unix sockets only.", nameof(socket));

        const int MicrosecondsPerMillisecond = 1000;
        const int Forever = -1;
        bool held = false;
        socket.SafeHandle.DangerousAddRef(ref held);
        try
        {
            while (true)
            {
                nint result = call(socket.SafeHandle.DangerousGetHandle());
                if (result == -(nint)Errno.EINTR) continue;
                if (result != -(nint)Errno.EAGAIN) return result;
                if (!socket.Poll(timeoutMilliseconds > 0 ? timeoutMilliseconds * MicrosecondsPerMillisecond : Forever, ready)) return result;
            }
        }
        finally
        {
            socket.SafeHandle.DangerousRelease();
        }
    }
}
