namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a decoder (LircMode2) to an infrared device by <c>BPF_PROG_ATTACH</c>: it stays when the process ends. Linux 4.18.</summary>
    /// <param name="path">The device: <c>/dev/lirc0</c>.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: there is no such file; <see cref="BpfAttachError.TargetBusy"/>: the program is attached to it;
    /// <see cref="BpfAttachError.TooManyPrograms"/>: 64 are the most; <see cref="BpfAttachError.ProgramMismatch"/>: it is no infrared device.
    /// </exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing, or the right to open the device.</exception>
    public BpfProgramAttachment AttachLirc(string path) => Kept(BpfProgramAttachment.Create(Lirc.Hook(Handle.Kernel, path), Handle));
}
