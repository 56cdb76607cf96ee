namespace LibBpfSharp.Networking;

/// <summary>How a program without a link joins the list of programs at a hook of an interface (tcx, netkit). Linux 6.6.</summary>
public sealed record BpfHookAttachmentOptions : BpfHookOptions
{
    internal static new BpfHookAttachmentOptions Plain { get; } = new();

    /// <summary>The attached program whose place the new one takes without a gap (<c>BPF_F_REPLACE</c>). No link may hold it.</summary>
    public BpfProgram? Replace { get; init; }

    /// <summary>The descriptor of what is replaced: that of <see cref="Replace"/>, or one an attachment holds.</summary>
    internal BpfProgramHandle? Replaced
    {
        get => field ?? Replace?.Handle;
        init;
    }

    internal override BpfAttachFlags Flags => base.Flags | (Replaced is null ? BpfAttachFlags.None : BpfAttachFlags.Replace);
}
