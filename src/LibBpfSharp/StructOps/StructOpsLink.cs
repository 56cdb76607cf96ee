using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Kernel operations in the hands of a struct_ops map: a congestion control, a scheduler, a queueing discipline.</summary>
/// <remarks>
/// <para>A map of section <c>.struct_ops.link</c> is registered by a link (6.4): it ends with the process, and <see cref="Update(BpfMap, BpfMap?)"/> puts another map in its place.</para>
/// <para>
/// A map of section <c>.struct_ops</c> is registered by writing its value (5.6). The kernel then holds the map itself: the registration
/// outlives the process (<see cref="DetachesWithOwner"/> is <c>false</c>) unless this object is disposed or detached.
/// </para>
/// <para>Safe for several threads at once, as every <see cref="BpfLink"/> is.</para>
/// </remarks>
public sealed class StructOpsLink : BpfLink
{
    private readonly BpfMapHandle? _map;
    private volatile bool _isOver;

    internal StructOpsLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    private StructOpsLink(BpfLinkHandle handle, BpfMapHandle map)
        : base(handle, rooted: true) => _map = map;

    /// <inheritdoc/>
    public override StructOpsLinkInfo Info => new(Head);

    /// <summary>Whether the operations are no longer registered: the link was detached, or the kernel took them out, as it does with a scheduler that fails.</summary>
    /// <inheritdoc cref="BpfLink.Info" path="/exception"/>
    public override bool IsDefunct => _map is null ? Info.MapId == 0 : _isOver;

    private protected override bool? TakesUpdates => true;

    /// <inheritdoc/>
    public override StructOpsLink Duplicate() => Duplicate(static (handle, rooted) => new StructOpsLink(handle, rooted));

    /// <inheritdoc/>
    public override bool DetachesWithOwner => _map is null && base.DetachesWithOwner;

    /// <summary>Puts another map of the same kind in the place of the registered one, with no moment between. Linux 6.4.</summary>
    /// <param name="replacement">A loaded map of section <c>.struct_ops.link</c>.</param>
    /// <param name="expected">The map that must be registered now; <c>null</c> takes any.</param>
    /// <remarks>This object then holds the program arrays of the replacement's object, which may be disposed before it.</remarks>
    /// <exception cref="BpfNotSupportedException">The map was registered without a link.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.LinkDefunct"/>; <see cref="BpfAttachError.UnexpectedProgram"/>: another map than the expected is registered;
    /// <see cref="BpfAttachError.ProgramMismatch"/>: of another kind, with another name, or the kind allows no update.
    /// </exception>
    public void Update(BpfMap replacement, BpfMap? expected = null)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        Require(LinkUse.Update);
        replacement.WriteOperations();
        replacement.ProgramArrays().GoWith(maps => Exchange(new LinkUpdate(replacement.Handle, expected?.Handle) { Name = replacement.Name, Maps = maps }));
    }

    /// <param name="map">The map, loaded.</param>
    /// <param name="isLinked">Whether it is of the linked kind.</param>
    internal static StructOpsLink Create(BpfMap map, bool isLinked)
    {
        BpfMapHandle handle = map.Handle;
        if (!isLinked)
        {
            // What the link holds is what detaching takes, so it comes first.
            BpfMapHandle own = handle.Duplicate();
            BpfLinkHandle? stand = null;
            try
            {
                stand = handle.Duplicate(new BpfLinkHandle(handle.Kernel));
                map.WriteOperations();
                return new StructOpsLink(stand, own);
            }
            catch
            {
                stand?.Dispose();
                own.Dispose();
                throw;
            }
        }

        map.WriteOperations();
        LinkCreateAttr attributes = new() { AttachType = BpfAttachType.StructOps };
        Errno errno = handle.TryLink(ref attributes, out BpfLinkHandle link);
        return errno == Errno.None ? new StructOpsLink(link, rooted: true) : throw StructOpsFailure.Of(map, errno, BpfCommand.LinkCreate);
    }

    private protected override void Require(LinkUse use)
    {
        if (_map is not null && use is not LinkUse.Detach)
            throw new BpfNotSupportedException($"{use.Describe()} operations that were registered without a link", new Version(6, 4), hint: "Define their map in SEC(\".struct_ops.link\").");
    }

    private protected override void CheckFit(LinkUpdate update)
    {
        if (update.Next is BpfMapHandle) return;
        throw new BpfAttachException(
            $"Link {Id} holds operations, which a map has and no program: update it with a map of section .struct_ops.link.", BpfAttachError.ProgramMismatch, objectName: update.Name);
    }

    private protected override BpfAttachException Refused(LinkUpdate update, Errno errno)
    {
        BpfAttachError reason = errno switch
        {
            Errno.ENOLINK => BpfAttachError.LinkDefunct,
            Errno.EPERM when update.Expected is not null => BpfAttachError.UnexpectedProgram,
            Errno.EINVAL or Errno.EOPNOTSUPP => BpfAttachError.ProgramMismatch,
            _ => BpfAttachError.Unknown,
        };
        return new($"Map '{update.Name}' cannot take the place of the registered operations: {errno.Describe()}.", reason, errno, BpfCommand.LinkUpdate, update.Name);
    }

    private protected override void End()
    {
        if (_map is null) base.End();
        else if (!_isOver && Unregister() is not Errno.None and Errno errno)
            throw new BpfException($"The struct_ops map cannot be unregistered: {errno.Describe()}.", errno, BpfCommand.MapDeleteElem);
    }

    private protected override void Close(bool detaches)
    {
        if (_map is not null)
        {
            Errno errno = detaches && !_isOver ? Unregister() : Errno.None;
            if (errno != Errno.None) BpfEventSource.Log.OperationsLeft(errno.Describe());
            _map.Dispose();
        }

        base.Close(detaches);
    }

    private Errno Unregister()
    {
        Errno errno = _map!.MapDelete([0, 0, 0, 0]).ToErrno();
        if (errno is Errno.None or Errno.ENOENT) _isOver = true;
        return errno is Errno.ENOENT ? Errno.None : errno;
    }
}
