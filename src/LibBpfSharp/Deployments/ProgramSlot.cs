using LibBpfSharp.Interop;

namespace LibBpfSharp.Deployments;

/// <summary>One slot of a program array.</summary>
internal readonly struct ProgramSlot(BpfMapHandle map, uint index, string path)
{
    /// <summary>The id of the program in it; 0 for none.</summary>
    public unsafe uint Read()
    {
        uint key = index, id = 0;
        Errno errno = map.MapLookup(new(&key, sizeof(uint)), new Span<byte>(&id, sizeof(uint))).ToErrno();
        return errno is Errno.None or Errno.ENOENT ? id : throw Refused("read", errno, BpfCommand.MapLookupElem);
    }

    public unsafe void Write(BpfProgramHandle program)
    {
        using HandleHold hold = program.Hold();
        uint key = index;
        int descriptor = hold.Descriptor;
        Errno errno = map.MapUpdate(new(&key, sizeof(uint)), new(&descriptor, sizeof(int))).ToErrno();
        if (errno == Errno.EINVAL)
        {
            throw new BpfAttachException(
                $"The program cannot go into slot {index} of the program array '{path}': it must be of the type and expected attach type of the programs before it ({errno.Describe()}).",
                BpfAttachError.ProgramMismatch, errno, BpfCommand.MapUpdateElem, path);
        }

        if (errno != Errno.None) throw Refused("written", errno, BpfCommand.MapUpdateElem);
    }

    public unsafe void Clear()
    {
        uint key = index;
        Errno errno = map.MapDelete(new(&key, sizeof(uint))).ToErrno();
        if (errno is not (Errno.None or Errno.ENOENT)) throw Refused("cleared", errno, BpfCommand.MapDeleteElem);
    }

    private BpfException Refused(string what, Errno errno, BpfCommand command)
        => new($"Slot {index} of the program array '{path}' cannot be {what}: {errno.Describe()}.", errno, command, path);
}
