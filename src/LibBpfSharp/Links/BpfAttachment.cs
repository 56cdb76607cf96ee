using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A program attached without a link: nothing in the kernel but the place it is attached to stands for it.</summary>
/// <remarks>
/// <para>
/// Unless its kind says otherwise, the program stays when the process ends, and whoever has the rights may replace or detach it.
/// Prefer a link where there is one. Dispose detaches; after <see cref="Disconnect"/> it does not.
/// </para>
/// <para>
/// Any thread may call any member at any time. Replacing, detaching, disconnecting and disposing follow one another, each in full: what is disposed of
/// while its program is being replaced detaches the new one. Dispose waits for what is under way, may be called by several threads, and when any of
/// these calls returns, the program is detached. Every member that asks or changes something throws <see cref="ObjectDisposedException"/> from then on.
/// </para>
/// </remarks>
public abstract partial class BpfAttachment : IBpfAttachment, IHoldsMaps
{
    private readonly object _gate = new();
    private readonly MapKeeper _maps = new();
    private BpfProgramHandle? _program;
    private OwnerRecord? _record;
    private AttachmentState _state;
    private volatile bool _disconnected;

    private protected BpfAttachment()
    {
    }

    /// <inheritdoc/>
    public uint ProgramId
    {
        get
        {
            lock (_gate)
            {
                RequireNotDisposed();
                return BpfProgramInfo.Read(Program).Id;
            }
        }
    }

    /// <inheritdoc/>
    public virtual bool DetachesWithOwner => false;

    /// <summary>Whether Dispose leaves the program attached.</summary>
    public bool IsDisconnected => _disconnected;

    /// <summary>A descriptor of the attachment's own.</summary>
    private protected BpfProgramHandle Program => _program!;

    /// <summary>What the program is attached to, as the object of a sentence.</summary>
    private protected abstract string Place { get; }

    /// <summary>Whether this object took the program off.</summary>
    /// <exception cref="ObjectDisposedException">The attachment is disposed.</exception>
    private protected bool IsDetached
    {
        get
        {
            lock (_gate)
            {
                RequireNotDisposed();
                return _state is AttachmentState.Detached;
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Doing it twice is fine. After an exception the attachment is as it was.</remarks>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NotAttached"/>: somebody else detached or replaced it, or its target is gone.</exception>
    /// <exception cref="ObjectDisposedException">The attachment is disposed.</exception>
    public void Detach() => Detach(Remove);

    /// <summary>Makes Dispose leave the program attached. It is then meant to outlive the process, and <see cref="BpfLeftovers.Sweep()"/> leaves it alone.</summary>
    /// <exception cref="ObjectDisposedException">The attachment is disposed.</exception>
    public void Disconnect()
    {
        lock (_gate)
        {
            RequireNotDisposed();
            _disconnected = true;
            _record?.Remove();
        }
    }

    /// <summary>Detaches, unless disconnected or detached before. A failure is reported to the event source <c>LibBpfSharp</c>.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_state is AttachmentState.Disposed) return;
            try
            {
                if (!_disconnected) TakeOff(Remove);
            }
            catch (BpfException left)
            {
                if (!IsGone(left)) BpfEventSource.Log.ProgramLeft(Place, left.Message);
            }
            finally
            {
                _state = AttachmentState.Disposed;
                Close();
                GC.SuppressFinalize(this);
            }
        }
    }

    /// <summary>Holds the maps of the program that is attached now as long as this object.</summary>
    void IHoldsMaps.Keep(KeptMaps maps) => _maps.Exchange(maps);

    /// <summary>Detaches in a way of the kind's own.</summary>
    private protected void Detach(Action remove)
    {
        lock (_gate)
        {
            RequireNotDisposed();
            TakeOff(remove);
        }
    }

    /// <summary>Takes the program off its place, and no other.</summary>
    private protected abstract void Remove();

    /// <summary>Closes what removing takes.</summary>
    private protected abstract void Release();

    private void TakeOff(Action remove)
    {
        if (_state is not AttachmentState.Attached) return;
        try
        {
            remove();
        }
        catch (BpfException gone) when (IsGone(gone))
        {
            _record?.Remove();
            throw;
        }

        _record?.Remove();
        _state = AttachmentState.Detached;
    }

    private static bool IsGone(BpfException refused) => refused is BpfAttachException { Reason: BpfAttachError.NotAttached or BpfAttachError.CgroupRemoved };

    private void Close()
    {
        _maps.Dispose();
        _program?.Dispose();
        Release();
    }

    private void RequireNotDisposed() => ObjectDisposedException.ThrowIf(_state is AttachmentState.Disposed, this);
}
