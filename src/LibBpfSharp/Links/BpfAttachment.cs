using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A program attached without a link: nothing in the kernel but the place it is attached to stands for it.</summary>
/// <remarks>
/// Unless its kind says otherwise, the program stays when the process ends, and whoever has the rights may replace or detach it.
/// Prefer a link where there is one. Dispose detaches; after <see cref="Disconnect"/> it does not.
/// </remarks>
public abstract class BpfAttachment : IBpfAttachment, IHoldsMaps
{
    private readonly MapKeeper _maps = new();
    private bool _attached = true;
    private bool _disconnected;
    private bool _disposed;

    private protected BpfAttachment(BpfProgramHandle program) => Program = program;

    /// <inheritdoc/>
    public uint ProgramId => BpfProgramInfo.Read(Program).Id;

    /// <inheritdoc/>
    public virtual bool DetachesWithOwner => false;

    /// <summary>Whether Dispose leaves the program attached.</summary>
    public bool IsDisconnected => _disconnected;

    /// <summary>A descriptor of the attachment's own.</summary>
    private protected BpfProgramHandle Program { get; private set; }

    /// <summary>What the program is attached to, as the object of a sentence.</summary>
    private protected abstract string Place { get; }

    /// <inheritdoc/>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NotAttached"/>: somebody else detached or replaced it, or its target is gone.</exception>
    /// <exception cref="ObjectDisposedException">The attachment is disposed.</exception>
    public void Detach()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_attached) return;
        Remove();
        _attached = false;
    }

    /// <summary>Makes Dispose leave the program attached.</summary>
    public virtual void Disconnect() => _disconnected = true;

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
            if (left is not BpfAttachException { Reason: BpfAttachError.NotAttached }) BpfEventSource.Log.ProgramLeft(Place, left.Message);
        }

        _disposed = true;
        _maps.Dispose();
        Program.Dispose();
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Holds the maps of the program that is attached now as long as this object.</summary>
    void IHoldsMaps.Keep(KeptMaps maps) => _maps.Exchange(maps);

    /// <summary>Takes the program off its place, and no other.</summary>
    private protected abstract void Remove();

    /// <summary>Closes what removing takes.</summary>
    private protected abstract void Release();

    /// <summary>Attaches a program in place of the one attached, and holds the program arrays of its object.</summary>
    /// <param name="program">The program, which stays the caller's.</param>
    /// <param name="attach">Attaches the attachment's own descriptor of it.</param>
    private protected void Exchange(BpfProgram program, Action<BpfProgramHandle> attach)
    {
        ArgumentNullException.ThrowIfNull(program);
        ObjectDisposedException.ThrowIf(_disposed, this);
        program.Keeping(this, () => Exchange(program.Handle, attach));
    }

    private void Exchange(BpfProgramHandle program, Action<BpfProgramHandle> attach)
    {
        BpfProgramHandle own = program.Duplicate();
        try
        {
            attach(own);
        }
        catch
        {
            own.Dispose();
            throw;
        }

        Program.Dispose();
        Program = own;
    }
}
