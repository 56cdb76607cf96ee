using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A program attached to a cgroup by the legacy call (<c>BPF_PROG_ATTACH</c>). Linux 4.10.</summary>
/// <remarks>
/// Nothing in the kernel stands for it: the program stays when the process dies, until it is detached or the cgroup is removed, and
/// whoever has CAP_NET_ADMIN and the cgroup may replace or detach it. Prefer <see cref="CgroupLink"/>.
/// Dispose detaches; after <see cref="Disconnect"/> it does not.
/// </remarks>
public sealed class CgroupAttachment : ICgroupAttachment, IHoldsMaps
{
    private readonly Cgroup _cgroup;
    private readonly MapKeeper _maps = new();
    private BpfProgramHandle _program;
    private OwnerRecord _record;
    private bool _attached = true;
    private bool _disconnected;
    private bool _disposed;

    private CgroupAttachment(Cgroup cgroup, BpfProgramHandle program, BpfAttachType attachType, CgroupAttachmentOptions options, OwnerRecord record)
    {
        _record = record;
        _cgroup = cgroup;
        _program = program;
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
    public ulong CgroupId => _attached ? _cgroup.Id : 0;

    /// <inheritdoc/>
    public uint ProgramId => BpfProgramInfo.Read(_program).Id;

    /// <summary>Always <c>false</c>: the kernel does not know who attached the program.</summary>
    public bool DetachesWithOwner => false;

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
    public void Replace(BpfProgram program, ulong? expectedRevision = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        ObjectDisposedException.ThrowIf(_disposed, this);
        program.Keeping(this, () => Replace(program.Handle, expectedRevision));
    }

    private void Replace(BpfProgramHandle program, ulong? expectedRevision)
    {
        BpfProgramHandle replacement = program.Duplicate();
        OwnerRecord? record = null;
        try
        {
            record = Record(_cgroup, replacement, AttachType);
            if (Mode == CgroupAttachMode.AllowMulti) Attach(replacement, expectedRevision);
            else ReplaceOnly(replacement, expectedRevision);
        }
        catch
        {
            record?.Remove();
            replacement.Dispose();
            throw;
        }

        _record.Remove();
        if (_disconnected) record.Remove();
        _record = record;
        _program.Dispose();
        _program = replacement;
    }

    /// <inheritdoc/>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.NotAttached"/>: somebody else detached or replaced it; <see cref="BpfAttachError.CgroupRemoved"/>.
    /// </exception>
    public void Detach() => Detach(expectedRevision: null);

    /// <summary>Takes the program off the cgroup, if the list is unchanged.</summary>
    /// <param name="expectedRevision">The list's revision that must still hold (Linux 6.17); <c>null</c> does not check.</param>
    /// <inheritdoc cref="Detach()"/>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.RevisionChanged"/>.</exception>
    public void Detach(ulong? expectedRevision)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_attached) return;
        _cgroup.TakeOff(_program, AttachType, expectedRevision);
        _record.Remove();
        _attached = false;
    }

    /// <summary>Holds the maps of the program that is attached now as long as this object.</summary>
    void IHoldsMaps.Keep(KeptMaps maps) => _maps.Exchange(maps);

    /// <summary>Makes Dispose leave the program attached. It is then meant to outlive the process, and <see cref="BpfLeftovers.Sweep()"/> leaves it alone.</summary>
    public void Disconnect()
    {
        _disconnected = true;
        _record.Remove();
    }

    /// <summary>Detaches, unless disconnected or detached before. A failure is reported to the event source <c>LibBpfSharp</c>.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        try
        {
            if (!_disconnected) Detach();
        }
        catch (BpfException left)
        {
            if (left is BpfAttachException { Reason: BpfAttachError.NotAttached or BpfAttachError.CgroupRemoved })
                _record.Remove();
            else
                BpfEventSource.Log.CgroupProgramLeft(_cgroup.Path, AttachType.ToString(), left.Message);
        }

        _disposed = true;
        _maps.Dispose();
        _program.Dispose();
        _cgroup.Dispose();
    }

    internal static CgroupAttachment Create(Cgroup cgroup, BpfProgramHandle program, BpfAttachType attachType, CgroupAttachmentOptions? options)
    {
        options ??= CgroupAttachmentOptions.Multi;
        Cgroup ownCgroup = cgroup.Duplicate();
        BpfProgramHandle? ownProgram = null;
        OwnerRecord? record = null;
        try
        {
            ownProgram = program.Duplicate();
            record = Record(ownCgroup, ownProgram, attachType);
            new CgroupAttempt(ownCgroup, ownProgram, attachType, options).AttachLegacy(options);
            return new(ownCgroup, ownProgram, attachType, options, record);
        }
        catch
        {
            record?.Remove();
            ownProgram?.Dispose();
            ownCgroup.Dispose();
            throw;
        }
    }

    /// <summary>Replaces in a list that takes one program, where the kernel would take the place of any.</summary>
    private void ReplaceOnly(BpfProgramHandle replacement, ulong? expectedRevision)
    {
        while (true)
        {
            ulong? revision = _cgroup.RevisionOfOnly(_program, AttachType, BpfCommand.ProgAttach);
            try
            {
                Attach(replacement, expectedRevision ?? revision);
                return;
            }
            catch (BpfAttachException stale) when (stale.Reason == BpfAttachError.RevisionChanged && expectedRevision is null)
            {
                // Somebody changed the list since: look again whether the program is there.
            }
        }
    }

    private void Attach(BpfProgramHandle replacement, ulong? expectedRevision)
    {
        CgroupAttachmentOptions options = new()
        {
            Mode = Mode, Replaced = Mode == CgroupAttachMode.AllowMulti ? _program : null, Preorder = Preorder, ExpectedRevision = expectedRevision,
        };
        new CgroupAttempt(_cgroup, replacement, AttachType, options).AttachLegacy(options);
    }

    private static OwnerRecord Record(Cgroup cgroup, BpfProgramHandle program, BpfAttachType attachType)
        => OwnerRecords.Add(cgroup.Kernel, new RecordedCgroupProgram(cgroup.Path, cgroup.Id, attachType, BpfProgramInfo.Read(program).Id));
}
