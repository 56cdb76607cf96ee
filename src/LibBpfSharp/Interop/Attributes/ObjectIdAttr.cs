using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What the commands that walk ids and open by id take; <see cref="NextId"/> comes back.</summary>
[Uapi("union bpf_attr")]
[StructLayout(LayoutKind.Sequential)]
internal struct ObjectIdAttr
{
    public uint StartId;
    public uint NextId;
    public BpfFileFlags OpenFlags;
    public int FdByIdTokenFd;
}
