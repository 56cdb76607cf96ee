namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a program to a map of sockets by a link: it runs for what the map's sockets send or receive. Linux 6.10.</summary>
    /// <param name="map">A map of type Sockmap or Sockhash. Sockets are to be put into it after its programs are there.</param>
    /// <param name="options">Attach type; <c>null</c> for the program's own.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded, the map is not in the kernel, or neither the program nor the options name an attach type.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetBusy"/>: another program is there, or one that excludes it; <see cref="BpfAttachError.ProgramMismatch"/>.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no links on maps of sockets, or no such maps.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public SockmapLink AttachSockmap(BpfMap map, SockmapOptions? options = null)
    {
        using HookTarget hook = Sockmap.Hook(map, options?.AttachType ?? SockmapAttachType());
        return Kept(new SockmapLink(HookLink.Create(hook, Handle), rooted: true));
    }

    /// <summary>Attaches a program to a map of sockets by <c>BPF_PROG_ATTACH</c>: it stays when the process ends, as long as the map does. Linux 4.14.</summary>
    /// <param name="map">A map of type Sockmap or Sockhash.</param>
    /// <param name="options">Attach type; <c>null</c> for the program's own.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <remarks>Another program that was attached in this way is replaced.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded, the map is not in the kernel, or neither the program nor the options name an attach type.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetBusy"/>: a link holds another, or one is there that excludes it; <see cref="BpfAttachError.ProgramMismatch"/>.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public BpfProgramAttachment AttachSockmapLegacy(BpfMap map, SockmapLegacyOptions? options = null)
        => Kept(BpfProgramAttachment.Create(Sockmap.Hook(map, options?.AttachType ?? SockmapAttachType()), Handle));

    private BpfAttachType SockmapAttachType() => Type == BpfProgramType.SkMsg
        ? BpfAttachType.SkMsgVerdict
        : ExpectedAttachType is { } expected and not 0
            ? expected
            : throw new InvalidOperationException(
                $"Program '{Name}' does not say at which hook of a map of sockets it runs: give its attach type, or name it in the section, as in SEC(\"sk_skb/stream_verdict\").");
}
