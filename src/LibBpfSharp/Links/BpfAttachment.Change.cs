using LibBpfSharp.Interop;

namespace LibBpfSharp;

public abstract partial class BpfAttachment
{
    /// <summary>Attaches for the first time. After an exception nothing is attached or recorded, and the attachment is closed.</summary>
    /// <param name="program">The program, which stays the caller's.</param>
    /// <param name="attach">Attaches the attachment's own descriptor of it.</param>
    private protected void Begin(BpfProgramHandle program, Action<BpfProgramHandle> attach)
    {
        try
        {
            (_program, _record) = Bring(program, attach);
        }
        catch
        {
            _state = AttachmentState.Disposed;
            Close();
            throw;
        }
    }

    /// <summary>Attaches a program of an object in place of the one attached, and holds the program arrays of the object.</summary>
    /// <param name="program">The program, which stays the caller's.</param>
    /// <param name="attach">Attaches the attachment's own descriptor of it.</param>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NotAttached"/>: this object has detached its program.</exception>
    private protected void Exchange(BpfProgram program, Action<BpfProgramHandle> attach)
    {
        ArgumentNullException.ThrowIfNull(program);
        program.Keeping(maps => Exchange(program.Handle, attach, maps));
    }

    /// <param name="program">The program that comes.</param>
    /// <param name="attach">Attaches the attachment's own descriptor of it.</param>
    /// <param name="maps">What to hold for it, owned from then on unless there is an exception.</param>
    private void Exchange(BpfProgramHandle program, Action<BpfProgramHandle> attach, KeptMaps maps)
    {
        lock (_gate)
        {
            RequireNotDisposed();
            if (_state is AttachmentState.Detached)
                throw new BpfAttachException($"There is no program to replace at {Place}: this attachment was detached.", BpfAttachError.NotAttached);
            (BpfProgramHandle next, OwnerRecord? record) = Bring(program, attach);
            _record?.Remove();
            if (_disconnected) record?.Remove();
            Program.Dispose();
            (_program, _record) = (next, record);
            _maps.Exchange(maps);
        }
    }

    /// <summary>Says, before a program is attached, what a sweep is to find should this process die; <c>null</c> for a kind that no sweep knows.</summary>
    private protected virtual OwnerRecord? Record(BpfProgramHandle program) => null;

    private (BpfProgramHandle Program, OwnerRecord? Record) Bring(BpfProgramHandle program, Action<BpfProgramHandle> attach)
    {
        BpfProgramHandle own = program.Duplicate();
        OwnerRecord? record = null;
        try
        {
            record = Record(own);
            attach(own);
            return (own, record);
        }
        catch
        {
            record?.Remove();
            own.Dispose();
            throw;
        }
    }
}
