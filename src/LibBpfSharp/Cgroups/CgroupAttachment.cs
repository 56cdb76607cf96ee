using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A program attached to a cgroup by the legacy call (<c>BPF_PROG_ATTACH</c>). Linux 4.10.</summary>
/// <remarks>
/// Nothing in the kernel stands for it: the program stays when the process dies, until it is detached or the cgroup is removed, and
/// whoever has CAP_NET_ADMIN and the cgroup may replace or detach it. Prefer <see cref="CgroupLink"/>.
/// Dispose detaches; after <see cref="BpfAttachment.Disconnect"/> it does not.
/// Safe for several threads at once, as every <see cref="BpfAttachment"/> is.
/// </remarks>
public sealed class CgroupAttachment : BpfAttachment, ICgroupAttachment
{
    private readonly Cgroup _cgroup;

    private CgroupAttachment(Cgroup cgroup, BpfAttachType attachType, CgroupLegacyOptions options)
    {
        _cgroup = cgroup;
        AttachType = attachType;
        Mode = options.Mode;
        Preorder = options.Preorder;
    }

    /// <inheritdoc/>
    public BpfAttachType AttachType { get; }

    /// <summary>What the attachment allows beside and below it.</summary>
    public CgroupAttachMode Mode { get; }

    /// <summary>Whether it was attached to run before the programs of descendants.</summary>
    public bool Preorder { get; }

    /// <inheritdoc/>
    public ulong CgroupId => IsDetached ? 0 : _cgroup.Id;

    private protected override string Place => $"cgroup '{_cgroup.Path}' ({AttachType})";

    /// <summary>Puts another program in the place of the attached one without a gap.</summary>
    /// <param name="program">A program of the same type.</param>
    /// <param name="expectedRevision">The list's revision that must still hold (Linux 6.17); <c>null</c> does not check.</param>
    /// <remarks>
    /// In <see cref="CgroupAttachMode.AllowMulti"/> by <c>BPF_F_REPLACE</c> (Linux 5.6). In the other modes the kernel replaces whatever is there;
    /// that it is still this program is looked up first. Since Linux 6.17 the kernel is told to replace in that very list; before, a moment is left between the two.
    /// This object then holds the program arrays of the program's object, which may be disposed before it.
    /// </remarks>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NotAttached"/>: the program is no longer there; else as for attaching.</exception>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public void Replace(BpfProgram program, ulong? expectedRevision = null) => Exchange(program, own => ReplaceWith(own, expectedRevision));

    /// <summary>Takes the program off the cgroup, if the list is unchanged.</summary>
    /// <param name="expectedRevision">The list's revision that must still hold (Linux 6.17); <c>null</c> does not check.</param>
    /// <remarks>Doing it twice is fine. After an exception the attachment is as it was.</remarks>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.RevisionChanged"/>; <see cref="BpfAttachError.NotAttached"/>: somebody else detached or replaced it; <see cref="BpfAttachError.CgroupRemoved"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The attachment is disposed.</exception>
    public void Detach(ulong? expectedRevision) => Detach(() => _cgroup.TakeOff(Program, AttachType, expectedRevision));

    internal static CgroupAttachment Create(Cgroup cgroup, BpfProgramHandle program, BpfAttachType attachType, CgroupLegacyOptions? options)
    {
        options ??= CgroupLegacyOptions.Multi;
        CgroupAttachment attachment = new(cgroup.Duplicate(), attachType, options);
        attachment.Begin(program, own => attachment.Attach(own, options));
        return attachment;
    }

    private protected override OwnerRecord Record(BpfProgramHandle program)
        => OwnerRecords.Add(_cgroup.Kernel, new RecordedCgroupProgram(_cgroup.Path, _cgroup.Id, AttachType, BpfProgramInfo.Read(program).Id));

    private protected override void Remove() => _cgroup.TakeOff(Program, AttachType);

    private protected override void Release() => _cgroup.Dispose();

    private void ReplaceWith(BpfProgramHandle program, ulong? expectedRevision)
    {
        CgroupLegacyOptions options = new() { Mode = Mode, Preorder = Preorder, ExpectedRevision = expectedRevision };
        if (Mode == CgroupAttachMode.AllowMulti) Attach(program, options with { Replaced = Program });
        else ReplaceOnly(program, options);
    }

    /// <summary>Replaces in a list that takes one program, where the kernel would take the place of any.</summary>
    private void ReplaceOnly(BpfProgramHandle program, CgroupLegacyOptions options)
    {
        while (true)
        {
            ulong? revision = _cgroup.RevisionOfOnly(Program, AttachType, BpfCommand.ProgAttach);
            try
            {
                Attach(program, options with { ExpectedRevision = options.ExpectedRevision ?? revision });
                return;
            }
            catch (BpfAttachException stale) when (stale.Reason == BpfAttachError.RevisionChanged && options.ExpectedRevision is null)
            {
                // Somebody changed the list since: look again whether the program is there.
            }
        }
    }

    private void Attach(BpfProgramHandle program, CgroupLegacyOptions options) => new CgroupAttempt(_cgroup, program, AttachType, options).AttachLegacy(options);
}
