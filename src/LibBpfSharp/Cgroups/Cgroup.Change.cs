namespace LibBpfSharp;

public sealed partial class Cgroup
{
    /// <summary>
    /// Changes the list of programs of a hook as a transaction: reads it, lets <paramref name="compute"/> decide on it, and makes the change only if the list is
    /// still the same; otherwise it begins again with a fresh list.
    /// </summary>
    /// <param name="attachType">The hook.</param>
    /// <param name="compute">Decides what to change in the list as it is now, or that nothing is to be changed (<c>null</c>). It may be called several times.</param>
    /// <param name="options">How to go about it; <c>null</c> for the defaults.</param>
    /// <returns>What came of it; <c>null</c> if nothing was to be changed.</returns>
    /// <remarks>
    /// Since Linux 6.17 the kernel compares the list's revision with the one that was read. Before, the list is read again after the change, and the result says
    /// that it was not atomic. Links are found as by <see cref="GetPrograms"/>, which takes CAP_SYS_ADMIN for those of others.
    /// </remarks>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.RevisionChanged"/> after <see cref="CgroupChangeOptions.MostAttempts"/>; <see cref="BpfAttachError.UpdateMisplaced"/>; else as for attaching, detaching and updating.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no revisions, and they are required; or no positions.</exception>
    /// <example>
    /// <code>
    /// using var web = Cgroup.Open(path);
    /// CgroupChangeResult? changed = web.Change(BpfAttachType.CgroupInetEgress, list =>
    ///     list.IndexOfProgram(program.Info.Id) == 0 ? null   // there already: nothing to do
    ///     : CgroupChange.Insert(program, 0));                // asked again if another process changes the list meanwhile
    /// </code>
    /// </example>
    public CgroupChangeResult? Change(BpfAttachType attachType, Func<CgroupSlots, CgroupChange?> compute, CgroupChangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(compute);
        options ??= CgroupChangeOptions.Default;
        for (int attempt = 1; ; attempt++)
        {
            CgroupSlots list = CgroupSlots.Read(this, attachType);
            if (options.RequireRevisions && list.Revision == 0) throw CgroupFailure.OrderNotSupported(this, BpfCommand.ProgQuery, Errno.None);
            if (compute(list) is not { } change) return null;

            IReadOnlyList<uint> preview = change.Preview(list);
            try
            {
                return Result(list, change.Apply(this, list), preview, attempt);
            }
            catch (BpfAttachException stale) when (stale.Reason == BpfAttachError.RevisionChanged && attempt < options.MostAttempts)
            {
                // Somebody else was faster: decide anew.
            }
        }
    }

    /// <summary>What <see cref="Change"/> would make of the list as it is now. Nothing is changed.</summary>
    /// <param name="attachType">The hook.</param>
    /// <param name="compute">Decides what to change.</param>
    /// <returns>The programs' ids, in order.</returns>
    /// <inheritdoc cref="CgroupChange.Preview" path="/exception"/>
    public IReadOnlyList<uint> Preview(BpfAttachType attachType, Func<CgroupSlots, CgroupChange?> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        CgroupSlots list = CgroupSlots.Read(this, attachType);
        return compute(list)?.Preview(list) ?? list.Ids;
    }

    private CgroupChangeResult Result(CgroupSlots before, CgroupStep step, IReadOnlyList<uint> preview, int attempts)
    {
        Errno errno = TryQuery(before.AttachType, effective: false, out CgroupPrograms? after);
        if (after is null)
        {
            step.Attachment?.Dispose();
            throw CgroupFailure.OfQuery(this, before.AttachType, errno);
        }

        bool isNext = step.IsChecked || after.Revision == before.Revision + 1;
        return new()
        {
            Before = before,
            After = after,
            Attempts = attempts,
            Preview = preview,
            IsAtomic = step.Interim == CgroupInterim.None && before.Revision > 0 && isNext,
            Interim = step.Interim,
            Attachment = step.Attachment,
        };
    }
}
