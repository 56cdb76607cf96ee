namespace LibBpfSharp;

/// <summary>How a legacy attachment joins the programs on a cgroup.</summary>
public sealed record CgroupLegacyOptions : CgroupListOptions
{
    internal static CgroupLegacyOptions Multi { get; } = new();

    /// <summary>What the attachment allows beside and below it.</summary>
    public CgroupAttachMode Mode { get; init; } = CgroupAttachMode.AllowMulti;

    /// <summary>
    /// The attached program whose position the new one takes without a gap (<c>BPF_F_REPLACE</c>, Linux 5.6); only with
    /// <see cref="CgroupAttachMode.AllowMulti"/> and without <see cref="CgroupListOptions.Position"/>. It must have been attached by the legacy call.
    /// </summary>
    public BpfProgram? Replace { get; init; }

    /// <summary>The descriptor of what is replaced: that of <see cref="Replace"/>, or one an attachment holds.</summary>
    internal BpfProgramHandle? Replaced
    {
        get => field ?? Replace?.Handle;
        init;
    }

    internal BpfAttachFlags AttachFlags => (BpfAttachFlags)Mode | Flags | (Replaced is null ? BpfAttachFlags.None : BpfAttachFlags.Replace);
}
