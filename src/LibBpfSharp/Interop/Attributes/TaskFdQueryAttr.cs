using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_TASK_FD_QUERY</c> takes; all from <see cref="BufLen"/> on comes back.</summary>
[Uapi("union bpf_attr", Member = "task_fd_query")]
[StructLayout(LayoutKind.Sequential)]
internal struct TaskFdQueryAttr
{
    public int Pid;
    public int Fd;
    public uint Flags;
    public uint BufLen;
    public ulong Buf;
    public uint ProgId;
    public BpfTaskFdType FdType;
    public ulong ProbeOffset;
    public ulong ProbeAddr;
}
