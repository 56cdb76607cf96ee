using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Registers the operations of a struct_ops map with the kernel: by a link for a map of <c>.struct_ops.link</c> (6.4), else by its value alone (5.6).</summary>
    /// <returns>The registration; disposing it takes the operations out again.</returns>
    /// <remarks>The members that programs are set for were settled at the load.</remarks>
    /// <exception cref="InvalidOperationException">It is no struct_ops map of an object, or is not in the kernel.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetBusy"/>, <see cref="BpfAttachError.ProgramMismatch"/> or another refusal.</exception>
    public StructOpsLink AttachStructOps()
    {
        if (_type is not BpfMapType.StructOps) throw new InvalidOperationException($"Map '{Name}' is of type {_type}, not a struct_ops map.");
        _ = Handle;
        return StructOpsLink.Create(this, (_flags & BpfMapFlags.Link) != 0);
    }

    /// <summary>Gives the map its value, which for one without a link registers it. A linked map keeps the first value it is given.</summary>
    internal void WriteOperations()
    {
        byte[] operations = _operations ?? throw new InvalidOperationException($"Map '{Name}' has no operations: it does not come from an object's struct_ops section.");
        Errno errno = Handle.MapUpdate([0, 0, 0, 0], operations).ToErrno();
        bool isLinked = (_flags & BpfMapFlags.Link) != 0;
        if (errno != Errno.None && !(isLinked && errno == Errno.EBUSY)) throw StructOpsFailure.Of(this, errno, BpfCommand.MapUpdateElem);
    }
}
