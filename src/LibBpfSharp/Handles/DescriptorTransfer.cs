using System.Net.Sockets;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>Sends descriptors over Unix sockets and takes them, each as one message.</summary>
internal static class DescriptorTransfer
{
    public static void Send(Socket socket, BpfHandle handle)
    {
        Errno errno = Exchange(socket, SelectMode.SelectWrite, socket?.SendTimeout ?? 0, handle.SendDescriptor).ToErrno();
        if (errno != Errno.None) throw new BpfException($"The descriptor cannot be sent: {errno.Describe()}.", errno);
    }

    public static BpfMapHandle ReceiveMap(Socket socket, Kernel kernel) => Receive(socket, BpfPinKind.Map, new BpfMapHandle(kernel));

    public static BpfProgramHandle ReceiveProgram(Socket socket, Kernel kernel) => Receive(socket, BpfPinKind.Program, new BpfProgramHandle(kernel));

    public static BpfLinkHandle ReceiveLink(Socket socket, Kernel kernel) => Receive(socket, BpfPinKind.Link, new BpfLinkHandle(kernel));

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
