using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>An attachment that the kernel keeps as an object of its own: it lasts while a descriptor or a pin holds it.</summary>
/// <remarks>
/// <para>
/// Disposing closes this object's descriptor, which detaches unless a pin or somebody else's descriptor holds the link, too.
/// When the process ends, however it ends, the kernel does the same. After <see cref="Disconnect"/>, Dispose no longer detaches.
/// </para>
/// <para>
/// A link object that is dropped without Dispose stays attached until the process ends: no garbage collection ends a probe.
/// The event source <c>LibBpfSharp</c> reports it.
/// </para>
/// <para>
/// Any thread may call any member at any time. Updating, detaching, pinning, disconnecting and disposing follow one another, each in full: Dispose waits for what
/// is under way, and may be called by several threads, which all return when the descriptor is closed. Every member that asks or changes something throws
/// <see cref="ObjectDisposedException"/> from then on.
/// </para>
/// <para>Source: <c>kernel/bpf/syscall.c</c> (<c>bpf_link_*</c>). Linux 5.7.</para>
/// </remarks>
public abstract partial class BpfLink : IBpfAttachment, IHoldsMaps
{
    private readonly object _gate = new();
    private readonly BpfLinkHandle _handle;
    private readonly bool _rooted;
    private readonly MapKeeper _maps = new();
    private volatile bool _disconnected;
    private volatile bool _disposed;

    private protected BpfLink(BpfLinkHandle handle, bool rooted)
    {
        _handle = handle;
        _rooted = rooted;
        if (rooted) LinkRoots.Add(handle, _maps);
    }

    /// <summary>Reports a dropped link. The descriptor is not touched: it stays open and the program attached.</summary>
    ~BpfLink()
    {
        if (!_rooted || _disconnected) return;

        try
        {
            LinkInfo info = Identify();
            BpfEventSource.Log.LinkDropped(info.Id, info.ProgId);
        }
        catch (ObjectDisposedException)
        {
            // Somebody disposed of the handle, and so of the link: what else was held for it goes, too.
            Release();
        }
    }

    /// <summary>The link's descriptor, owned by this object.</summary>
    /// <exception cref="ObjectDisposedException">The link, or the handle it was made of, was disposed.</exception>
    public BpfLinkHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed || _handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>What the kernel tells about the link now.</summary>
    /// <exception cref="BpfException">The kernel refuses the information.</exception>
    /// <exception cref="BpfNotSupportedException">The attachment is no link of the kernel's own.</exception>
    public abstract BpfLinkInfo Info { get; }

    /// <summary>The link's id, unique while it lives.</summary>
    /// <inheritdoc cref="BpfLink.Info" path="/exception"/>
    public uint Id => Head.Id;

    /// <summary>The kind of link.</summary>
    /// <inheritdoc cref="BpfLink.Info" path="/exception"/>
    public BpfLinkType Type => Head.Type;

    /// <summary>The id of the program attached; it changes with <see cref="Update(BpfProgram, BpfProgram)"/>.</summary>
    /// <inheritdoc cref="BpfLink.Info" path="/exception"/>
    public uint ProgramId => Head.ProgId;

    /// <summary>What the kernel tells, without room for what differs in length.</summary>
    private protected LinkInfo Head
    {
        get
        {
            BpfLinkHandle handle = Handle;
            Require(LinkUse.Ask);
            return BpfLinkInfo.ReadHead(handle);
        }
    }

    /// <summary>Whether the kernel has an update for links of this kind, for the words about a refusal alone; <c>null</c> for a kind that is not known here.</summary>
    private protected virtual bool? TakesUpdates => false;

    /// <summary>Whether the link lives on without attaching anything: it was detached, or its target is gone. Never <c>true</c> for kinds whose target cannot go away.</summary>
    /// <inheritdoc cref="Info" path="/exception"/>
    public abstract bool IsDefunct { get; }

    /// <summary>Whether the kernel detaches by itself when the process ends: this object knows of no pin that holds the link.</summary>
    public virtual bool DetachesWithOwner => PinPath is null;

    /// <summary>Whether Dispose leaves the program attached.</summary>
    public bool IsDisconnected => _disconnected;

    /// <summary>
    /// Makes Dispose leave the program attached. The descriptor of a link that is not pinned then stays open until the process ends,
    /// and the program attached as long.
    /// </summary>
    /// <remarks>Dispose looks whether the pin is still there, which somebody else may have removed, and closes the descriptor only then; a pin that goes later takes the attachment along.</remarks>
    /// <exception cref="ObjectDisposedException">The link is disposed.</exception>
    public void Disconnect()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _disconnected = true;
        }
    }

    /// <summary>Holds the maps of the program that is attached now as long as this object holds the link.</summary>
    void IHoldsMaps.Keep(KeptMaps maps) => _maps.Exchange(maps);

    /// <summary>Closes the descriptor; see the remarks of the class for what stays attached.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            GC.SuppressFinalize(this);
            PinFate pin = _pin.FateFor(_handle);
            if (_disconnected && pin is not PinFate.Lasts && !_handle.IsDisposed) return;

            // In this order: a program that still runs must not find its program arrays emptied.
            Close(detaches: !_disconnected && pin is (PinFate.Gone or PinFate.Replaced));
            Release();
        }
    }

    /// <summary>Lets go of what was held for a link that is closed.</summary>
    private void Release()
    {
        LinkRoots.Remove(_handle);
        _maps.Dispose();
    }

    /// <summary>Closes the descriptor, and does what else detaching takes where the kernel has no link object for it.</summary>
    /// <param name="detaches">Whether the attachment is to end: nothing else is meant to hold it.</param>
    private protected virtual void Close(bool detaches) => _handle.Dispose();

    /// <summary>Refuses a use that this attachment does not allow, since it is no link of the kernel's own.</summary>
    /// <exception cref="BpfNotSupportedException">It does not.</exception>
    private protected virtual void Require(LinkUse use)
    {
    }

    /// <summary>Kind, id and program of the link, for messages; 0 each where the kernel does not tell.</summary>
    private LinkInfo Identify()
    {
        LinkInfo info = default;
        _handle.ObjectInfo(ref info, out _);
        return info;
    }
}
