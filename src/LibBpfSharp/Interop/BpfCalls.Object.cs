namespace LibBpfSharp.Interop;

internal static unsafe partial class BpfCalls
{
    /// <summary><c>BPF_OBJ_PIN</c> (4.4). With <paramref name="directory"/> the path is relative to it (6.5).</summary>
    public static nint ObjectPin(this BpfHandle bpfObject, string path, BpfHandle? directory = null)
    {
        using HandleHold hold = bpfObject.Hold();
        using HandleHold holdDirectory = new(directory);
        fixed (byte* pointer = KernelText.Write(path))
        {
            ObjectPathAttr attributes = new()
            {
                Pathname = (ulong)pointer,
                BpfFd = hold.Descriptor,
                FileFlags = directory is null ? BpfFileFlags.None : BpfFileFlags.PathFd,
                PathFd = holdDirectory.Descriptor,
            };
            return bpfObject.Kernel.Bpf(BpfCommand.ObjPin, ref attributes);
        }
    }

    /// <summary>
    /// <c>BPF_OBJ_GET</c> (4.4) into <paramref name="handle"/>. The kernel does not say which kind of object is pinned there: the caller
    /// checks what its info answers.
    /// </summary>
    public static nint ObjectGet(this Kernel kernel, string path, BpfHandle handle, BpfFileFlags flags = BpfFileFlags.None, BpfHandle? directory = null)
    {
        using HandleHold holdDirectory = new(directory);
        fixed (byte* pointer = KernelText.Write(path))
        {
            ObjectPathAttr attributes = new()
            {
                Pathname = (ulong)pointer,
                FileFlags = directory is null ? flags : flags | BpfFileFlags.PathFd,
                PathFd = holdDirectory.Descriptor,
            };
            return kernel.BpfOpen(BpfCommand.ObjGet, ref attributes, handle);
        }
    }

    /// <summary>One of the <c>BPF_*_GET_NEXT_ID</c> commands (programs and maps 4.13, BTF 5.4, links 5.8); ENOENT after the last.</summary>
    public static nint NextId(this Kernel kernel, BpfCommand command, ref uint id)
    {
        ObjectIdAttr attributes = new() { StartId = id };
        nint result = kernel.Bpf(command, ref attributes);
        if (result >= 0) id = attributes.NextId;
        return result;
    }

    /// <summary>One of the <c>BPF_*_GET_FD_BY_ID</c> commands into <paramref name="handle"/>; ENOENT where the object is gone.</summary>
    public static nint OpenById(this Kernel kernel, BpfCommand command, uint id, BpfHandle handle, BpfFileFlags flags = BpfFileFlags.None)
    {
        ObjectIdAttr attributes = new() { StartId = id, OpenFlags = flags };
        return kernel.BpfOpen(command, ref attributes, handle);
    }

    /// <summary>
    /// <c>BPF_OBJ_GET_INFO_BY_FD</c> (4.13). Pointers and counts given in <paramref name="info"/> ask for variable parts;
    /// what a shorter kernel does not know stays as it was given.
    /// </summary>
    /// <remarks><paramref name="filled"/> comes back as the bytes of <paramref name="info"/> this kernel knows.</remarks>
    public static nint ObjectInfo<T>(this BpfHandle bpfObject, ref T info, out int filled)
        where T : unmanaged
    {
        using HandleHold hold = bpfObject.Hold();
        fixed (T* pointer = &info)
        {
            ObjectInfoAttr attributes = new() { BpfFd = hold.Descriptor, InfoLen = (uint)sizeof(T), Info = (ulong)pointer };
            nint result = bpfObject.Kernel.Bpf(BpfCommand.ObjGetInfoByFd, ref attributes);
            filled = (int)attributes.InfoLen;
            return result;
        }
    }
}
