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
/// <para>Source: <c>kernel/bpf/syscall.c</c> (<c>bpf_link_*</c>). Linux 5.7.</para>
/// </remarks>
public abstract partial class BpfLink : IBpfAttachment, IHoldsMaps
{
    private readonly BpfLinkHandle _handle;
    private readonly bool _rooted;
    private readonly MapKeeper _maps = new();
    private bool _disconnected;
    private int _disposed;

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

        LinkInfo info = default;
        _handle.ObjectInfo(ref info, out _);
        BpfEventSource.Log.LinkDropped(info.Id, info.ProgId);
    }

    /// <summary>The link's descriptor, owned by this object.</summary>
    /// <exception cref="ObjectDisposedException">The link was disposed.</exception>
    public BpfLinkHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            return _handle;
        }
    }

    /// <summary>What the kernel tells about the link now.</summary>
    /// <exception cref="BpfException">The kernel refuses the information.</exception>
    public BpfLinkInfo Info => BpfLinkInfo.Read(Handle);

    /// <summary>The link's id, unique while it lives.</summary>
    public uint Id => Info.Id;

    /// <summary>The kind of link.</summary>
    public BpfLinkType Type => Info.Type;

    /// <summary>The id of the program attached; it changes with <see cref="Update(BpfProgram, BpfProgram)"/>.</summary>
    public uint ProgramId => Info.ProgramId;

    /// <summary>Whether the link lives on without attaching anything: it was detached, or its target is gone. Never <c>true</c> for kinds whose target cannot go away.</summary>
    public abstract bool IsDefunct { get; }

    /// <summary>Whether the kernel detaches by itself when the process ends: no pin of this object holds the link.</summary>
    public virtual bool DetachesWithOwner => PinPath is null;

    /// <summary>Whether Dispose leaves the program attached.</summary>
    public bool IsDisconnected => _disconnected;

    /// <summary>
    /// Makes Dispose leave the program attached. The descriptor of a link that is not pinned then stays open until the process ends,
    /// and the program attached as long.
    /// </summary>
    public void Disconnect()
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        _disconnected = true;
    }

    /// <summary>Holds the maps of the program that is attached now as long as this object holds the link.</summary>
    void IHoldsMaps.Keep(KeptMaps maps) => _maps.Exchange(maps);

    /// <summary>Closes the descriptor; see the remarks of the class for what stays attached.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        GC.SuppressFinalize(this);
        if (_disconnected && PinPath is null) return;
        LinkRoots.Remove(_handle);

        // In this order: a program that still runs must not find its program arrays emptied.
        Close(detaches: !_disconnected && PinPath is null);
        _maps.Dispose();
    }

    /// <summary>Closes the descriptor, and does what else detaching takes where the kernel has no link object for it.</summary>
    /// <param name="detaches">Whether the attachment is to end: nothing else is meant to hold it.</param>
    private protected virtual void Close(bool detaches) => _handle.Dispose();
}
