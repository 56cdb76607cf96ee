using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A program attached to a cgroup by a link. Linux 5.7.</summary>
/// <remarks>
/// <para>
/// Behaves as <see cref="CgroupAttachMode.AllowMulti"/>. When the cgroup is removed the link becomes defunct (<see cref="BpfLink.IsDefunct"/>),
/// a moment later, in the kernel's own time; <c>rmdir</c> does not wait for it. Nobody can detach or replace the program by the legacy calls.
/// </para>
/// <para>
/// Kernels from 6.15 to 7.1 look for the program's place in the effective order as if no program had PREORDER. Where that is the wrong place, <see cref="BpfLink.Update(BpfProgram, BpfProgram)"/> updates
/// nothing and <see cref="BpfAttachError.UpdateMisplaced"/> is thrown. Whether this kernel does is tried once, on a cgroup made for it, when it first matters.
/// A program with another <c>CGROUP_STORAGE</c> map than the link was made with is refused as <see cref="BpfAttachError.StorageMissing"/>, as far as the process
/// may look at the program that runs (CAP_SYS_ADMIN). Linux 7.2, and stable kernels with the same fix, refuse every program with other such maps than the one that runs.
/// </para>
/// <para>Safe for several threads at once, as every <see cref="BpfLink"/> is.</para>
/// </remarks>
public sealed partial class CgroupLink : BpfLink, ICgroupAttachment
{
    private readonly CgroupStorageGuard _storages = new();
    private string? _path;

    /// <param name="handle">The link, owned by the new object.</param>
    /// <param name="rooted">Whether it stays attached if the object is dropped.</param>
    /// <param name="path">The cgroup's directory, where it is known.</param>
    internal CgroupLink(BpfLinkHandle handle, bool rooted, string? path = null)
        : base(handle, rooted) => _path = path;

    /// <inheritdoc/>
    public override CgroupLinkInfo Info => new(Head);

    /// <inheritdoc/>
    public BpfAttachType AttachType => Info.AttachType;

    /// <inheritdoc/>
    public ulong CgroupId => Info.CgroupId;

    /// <inheritdoc/>
    public override bool IsDefunct => CgroupId == 0;

    /// <inheritdoc/>
    public override CgroupLink Duplicate() => Duplicate((handle, rooted) => new CgroupLink(handle, rooted, _path));

    private protected override bool? TakesUpdates => true;

    internal static CgroupLink Create(Cgroup cgroup, BpfProgramHandle program, BpfAttachType attachType, CgroupOptions? options)
        => new(new CgroupAttempt(cgroup, program, attachType, options ?? CgroupOptions.Plain).CreateLink(), rooted: true, cgroup.Path);

    private protected override void CheckFit(LinkUpdate update)
    {
        if (update.Program is { } program) CheckHook(program);
        if (!update.RanBefore) _storages.Check(this, (BpfProgramHandle)update.Next);
        _path = PreorderGuard.Check(this, _path);
    }

    private protected override BpfAttachException Refused(LinkUpdate update, Errno errno)
    {
        BpfAttachException refused = base.Refused(update, errno);
        return errno == Errno.EINVAL && CgroupStorageGuard.FindDifference(this, (BpfProgramHandle)update.Next) is { } storage
            ? CgroupStorageGuard.Refused(this, storage, refused)
            : refused;
    }

    /// <summary>The kernel compares types only. Of a packet filter the hook is not part of what the verifier assumed.</summary>
    private void CheckHook(BpfProgram program)
    {
        if (program.Type is BpfProgramType.CgroupSkb || !program.TryGetCgroupAttachType(out BpfAttachType hook) || hook == AttachType) return;
        throw new BpfAttachException(
            $"Cgroup link {Id} does not take program '{program.Name}', which was loaded for {hook}: the link is at {AttachType}.",
            BpfAttachError.ProgramMismatch, command: BpfCommand.LinkUpdate, objectName: program.Name);
    }
}
