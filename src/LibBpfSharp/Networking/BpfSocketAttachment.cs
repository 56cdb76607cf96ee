using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A program attached to a socket, or to the group of sockets that share its port.</summary>
/// <remarks>
/// The kernel does not tell which program a socket has: <see cref="BpfAttachment.ProgramId"/> is what was attached here, and detaching takes off whatever is there.
/// Safe for several threads at once, as every <see cref="BpfAttachment"/> is.
/// </remarks>
public sealed class BpfSocketAttachment : BpfAttachment
{
    private readonly SafeHandle _socket;
    private readonly SocketHook _hook;

    private BpfSocketAttachment(SafeHandle socket, SocketHook hook) => (_socket, _hook) = (socket, hook);

    /// <summary>Always <c>true</c>: the program goes with its socket, which the kernel closes with its last descriptor.</summary>
    public override bool DetachesWithOwner => true;

    private protected override string Place => _hook == SocketHook.Filter ? "the socket" : "the sockets that share the port";

    internal static BpfSocketAttachment Create(BpfProgramHandle program, SafeHandle socket, SocketHook hook)
    {
        ArgumentNullException.ThrowIfNull(socket);
        BpfSocketAttachment attachment = new(socket, hook);
        attachment.Begin(program, own =>
        {
            Errno errno = own.Kernel.TryAttachSocket(socket, hook == SocketHook.Reuseport, own);
            if (errno != Errno.None) throw attachment.Refused(own, errno);
        });
        return attachment;
    }

    private protected override void Remove()
    {
        Errno errno;
        try
        {
            errno = Program.Kernel.TryDetachSocket(_socket, _hook == SocketHook.Reuseport);
        }
        catch (ObjectDisposedException)
        {
            return; // The program went with its socket.
        }

        if (errno == Errno.ENOENT) throw new BpfAttachException($"No program is attached to {Place} any more.", BpfAttachError.NotAttached, errno);
        if (errno != Errno.None) throw NetworkFailure.Of(Program.Kernel, $"The program cannot be detached from {Place}", Place, errno, hint: Hint(errno), reason: Reason(errno));
    }

    private protected override void Release()
    {
    }

    private BpfException Refused(BpfProgramHandle program, Errno errno)
        => NetworkFailure.OfAttach(program.Kernel, BpfProgramInfo.Read(program).Name, Place, errno, hint: Hint(errno), reason: Reason(errno));

    private string? Hint(Errno errno) => errno switch
    {
        Errno.EPERM => PermissionWords.LockedFilter,
        Errno.EINVAL when _hook == SocketHook.Reuseport => "The program must be of type SkReuseport or SocketFilter, and the socket have SO_REUSEPORT.",
        Errno.EINVAL => "The program must be of type SocketFilter.",
        _ => null,
    };

    // Sockets take programs of whoever holds them: sk_attach_bpf and its like say EPERM of a lock alone.
    private static BpfAttachError? Reason(Errno errno) => errno == Errno.EPERM ? BpfAttachError.TargetBusy : null;
}
