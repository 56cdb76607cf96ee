using System.Runtime.InteropServices;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a socket filter to a socket (<c>SO_ATTACH_BPF</c>): it decides which packets the socket receives, and how much of each. Linux 3.19.</summary>
    /// <param name="socket">The socket: <see cref="System.Net.Sockets.Socket.SafeHandle"/>. It must stay open until the attachment is disposed.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <remarks>A socket has one filter: another one is replaced. It goes with the socket's last descriptor.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.ProgramMismatch"/>: it is no socket filter; <see cref="BpfAttachError.TargetBusy"/>: the socket's filter is locked (<c>SO_LOCK_FILTER</c>);
    /// <see cref="BpfAttachError.MissingParameter"/>: the handle is no socket.
    /// </exception>
    public BpfSocketAttachment AttachSocket(SafeHandle socket) => Kept(BpfSocketAttachment.Create(Handle, socket, SocketHook.Filter));

    /// <summary>
    /// Attaches a program (SkReuseport, or a socket filter that returns a number) to the group of sockets that share a port (<c>SO_ATTACH_REUSEPORT_EBPF</c>):
    /// it decides which of them receives. Linux 4.5, SkReuseport 4.19.
    /// </summary>
    /// <param name="socket">Any socket of the group, with <c>SO_REUSEPORT</c>. It must stay open until the attachment is disposed.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <remarks>A group has one program: another one is replaced. It goes with the last socket of the group.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.ProgramMismatch"/>: it is of another type, or the socket is in no such group; <see cref="BpfAttachError.MissingParameter"/>: the handle is no socket.
    /// </exception>
    /// <exception cref="BpfPermissionException">CAP_BPF or CAP_NET_ADMIN is missing.</exception>
    public BpfSocketAttachment AttachReuseport(SafeHandle socket) => Kept(BpfSocketAttachment.Create(Handle, socket, SocketHook.Reuseport));
}
