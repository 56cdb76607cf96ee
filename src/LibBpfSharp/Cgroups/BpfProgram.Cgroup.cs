namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches the program to a cgroup by a link (<c>BPF_LINK_CREATE</c>). Linux 5.7.</summary>
    /// <param name="cgroup">The cgroup: its path, the open <see cref="Cgroup"/>, its id, or a descriptor. It need not stay open.</param>
    /// <param name="options">Attach type, position and conditions; <c>null</c> for the program's own, last and none.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <remarks>
    /// The link holds the object's program arrays, which would lose their programs with their last user reference: the object may be disposed, and tail calls go on.
    /// A link that is to outlive the process by a pin needs pins of these maps, too.
    /// </remarks>
    /// <inheritdoc cref="Cgroup.Attach(BpfProgram, BpfAttachType, CgroupOptions?)" path="/exception"/>
    /// <inheritdoc cref="Cgroup.Open(string)" path="/exception"/>
    /// <exception cref="InvalidOperationException">The program is not loaded, or neither it nor <paramref name="options"/> names an attach type.</exception>
    /// <example>
    /// <code>
    /// using CgroupLink link = counting.Programs["count_egress"].AttachCgroup(path); // "/sys/fs/cgroup/web", or "web" below the mount
    /// </code>
    /// </example>
    public CgroupLink AttachCgroup(CgroupReference cgroup, CgroupOptions? options = null)
    {
        using Cgroup open = cgroup.Open(Handle.Kernel);
        return Kept(CgroupLink.Create(open, Handle, CgroupAttachType(options?.AttachType), options));
    }

    /// <summary>Attaches the program to a cgroup by the legacy call (<c>BPF_PROG_ATTACH</c>): it stays when the process dies. Linux 4.10.</summary>
    /// <param name="cgroup">The cgroup: its path, the open <see cref="Cgroup"/>, its id, or a descriptor. The attachment holds it by a descriptor of its own.</param>
    /// <param name="options">Attach type, mode, position and conditions; <c>null</c> for the program's own, <see cref="CgroupAttachMode.AllowMulti"/>, last, and none.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <inheritdoc cref="Cgroup.AttachLegacy" path="/exception"/>
    /// <inheritdoc cref="Cgroup.Open(string)" path="/exception"/>
    /// <exception cref="InvalidOperationException">The program is not loaded, or neither it nor <paramref name="options"/> names an attach type.</exception>
    public CgroupAttachment AttachCgroupLegacy(CgroupReference cgroup, CgroupLegacyOptions? options = null)
    {
        using Cgroup open = cgroup.Open(Handle.Kernel);
        return Kept(CgroupAttachment.Create(open, Handle, CgroupAttachType(options?.AttachType), options));
    }

    /// <summary>Attaches the program by a link, or, on a kernel without links (before 5.7) and only if <paramref name="options"/> allow it, by the legacy call.</summary>
    /// <param name="cgroup">The cgroup: its path, the open <see cref="Cgroup"/>, its id, or a descriptor.</param>
    /// <param name="options">Attach type, and whether and how to fall back; <c>null</c> for the program's own, and not. Any failure but the lack of links is thrown, not fallen back from.</param>
    /// <returns>The attachment; ask <see cref="IBpfAttachment.DetachesWithOwner"/> which it is.</returns>
    /// <inheritdoc cref="AttachCgroup" path="/exception"/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    public ICgroupAttachment AttachCgroupWithFallback(CgroupReference cgroup, CgroupWithFallbackOptions? options = null)
    {
        options ??= CgroupWithFallbackOptions.Plain;
        return Cgroup.FallsBack(options, Handle.Kernel)
            ? AttachCgroupLegacy(cgroup, new() { AttachType = options.AttachType, Mode = options.LegacyMode })
            : AttachCgroup(cgroup, new() { AttachType = options.AttachType });
    }

    private BpfAttachType CgroupAttachType(BpfAttachType? wanted) => wanted ?? (TryGetCgroupAttachType(out BpfAttachType type) ? type : throw new InvalidOperationException(
        $"Program '{Name}' does not say where on a cgroup it runs: give its attach type, or name it in the section, as in SEC(\"cgroup_skb/egress\")."));

    /// <summary>The attach type that the program was loaded for, or the only one that programs of its type have.</summary>
    internal bool TryGetCgroupAttachType(out BpfAttachType type)
    {
        BpfAttachType? known = ExpectedAttachType ?? Type switch
        {
            BpfProgramType.CgroupDevice => BpfAttachType.CgroupDevice,
            BpfProgramType.CgroupSysctl => BpfAttachType.CgroupSysctl,
            BpfProgramType.SockOps => BpfAttachType.CgroupSockOps,
            _ => null,
        };
        type = known ?? default;
        return known is not null;
    }
}
