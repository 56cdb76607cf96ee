using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a flow dissector or a program that looks up sockets to a network namespace by a link. Linux 5.8, socket lookup 5.9.</summary>
    /// <param name="options">The namespace; <c>null</c> for the one the calling thread is in.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetBusy"/>: the namespace has a flow dissector without a link, or the initial namespace has one for all;
    /// <see cref="BpfAttachError.TooManyPrograms"/>: one flow dissector and 64 socket lookups are the most; <see cref="BpfAttachError.ProgramMismatch"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no links on network namespaces.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public NetnsLink AttachNetns(NetnsOptions? options = null)
    {
        using HookTarget hook = NetworkNamespace.Hook(Handle.Kernel, options?.Namespace, Type == BpfProgramType.SkLookup ? BpfAttachType.SkLookup : BpfAttachType.FlowDissector);
        return Kept(new NetnsLink(HookLink.Create(hook, Handle), rooted: true));
    }

    /// <summary>Attaches a flow dissector by <c>BPF_PROG_ATTACH</c> to the network namespace the calling thread is in: it stays when the process ends. Linux 4.20.</summary>
    /// <returns>The attachment; disposing it detaches, from whichever thread.</returns>
    /// <remarks>Another flow dissector that was attached in this way is replaced (Linux 5.3).</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetBusy"/>: a link holds another, or the initial namespace has one for all.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public BpfProgramAttachment AttachFlowDissectorLegacy() => Kept(BpfProgramAttachment.Create(
        new HookTarget(Handle.Kernel, BpfAttachType.FlowDissector, "the flow dissector of the network namespace") { Namespace = NetworkNamespace.OpenCurrent(Handle.Kernel) }, Handle));
}
