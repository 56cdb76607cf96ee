using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Registers the operations of a struct_ops map with the kernel: by a link for a map of <c>.struct_ops.link</c> (6.4), else by its value alone (5.6).</summary>
    /// <returns>The registration; disposing it takes the operations out again.</returns>
    /// <remarks>The members that programs are set for were settled at the load. The registration holds the program arrays of the object, which may be disposed before it.</remarks>
    /// <exception cref="InvalidOperationException">It is no struct_ops map of an object, or is not in the kernel, or the object is not loaded yet.</exception>
    /// <exception cref="ObjectDisposedException">The map, or one of the programs, is disposed.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetBusy"/>, <see cref="BpfAttachError.ProgramMismatch"/> or another refusal.</exception>
    public StructOpsLink AttachStructOps()
    {
        if (_type is not BpfMapType.StructOps) throw new InvalidOperationException($"Map '{Name}' is of type {_type}, not a struct_ops map.");
        _ = Handle;
        return IHoldsMaps.Holding(StructOpsLink.Create(this, (_flags & BpfMapFlags.Link) != 0), ProgramArrays);
    }

    /// <summary>Gives the map its value, which for one without a link registers it. A linked map keeps the first value it is given.</summary>
    internal void WriteOperations()
    {
        Errno errno = TryWriteOperations();
        bool isLinked = (_flags & BpfMapFlags.Link) != 0;
        if (errno != Errno.None && !(isLinked && errno == Errno.EBUSY)) throw StructOpsFailure.Of(this, errno, BpfCommand.MapUpdateElem);
    }
}
