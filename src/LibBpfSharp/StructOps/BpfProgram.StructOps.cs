using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>
    /// Ties the program to a struct_ops map, so that kfuncs it calls know whose operations they are asked about (<c>BPF_PROG_ASSOC_STRUCT_OPS</c>).
    /// The program holds the map from then on, and can be tied to no other. Linux 7.0.
    /// </summary>
    /// <param name="map">The map, attached or not.</param>
    /// <exception cref="InvalidOperationException">The program is not loaded, the map is not in the kernel, or one of them is of the wrong type.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetBusy"/>: the program is tied to another map.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no such command.</exception>
    /// <exception cref="BpfPermissionException">The process may not.</exception>
    public void AssociateStructOps(BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (_type is BpfProgramType.StructOps) throw new InvalidOperationException($"Program '{Name}' is a struct_ops program: the map it is a member of is the one it goes with.");
        if (map.Type is not BpfMapType.StructOps) throw new InvalidOperationException($"Map '{map.Name}' is of type {map.Type}, not a struct_ops map.");
        Errno errno = Handle.ProgramAssociateStructOps(map.Handle).ToErrno();
        if (errno == Errno.None) return;

        const BpfCommand Command = BpfCommand.ProgAssocStructOps;
        string what = $"Program '{Name}' cannot be tied to map '{map.Name}'";
        throw errno switch
        {
            // Types and flags are right, so that only an unknown command is wrong.
            Errno.EINVAL => new BpfNotSupportedException("tying programs to struct_ops maps", new Version(7, 0), errno, Command, Name),
            Errno.EBUSY => new BpfAttachException($"{what}: it is tied to another already.", BpfAttachError.TargetBusy, errno, Command, Name),
            Errno.EPERM => PermissionDiagnosis.Explain(Handle.Kernel, what, errno, RequiredCapabilities.For(Command), Name),
            _ => new BpfException($"{what}: {errno.Describe()}.", errno, Command, Name),
        };
    }
}
