using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_PROG_TEST_RUN</c> takes; return value, sizes and duration come back.</summary>
[Uapi("union bpf_attr", Member = "test")]
[StructLayout(LayoutKind.Sequential)]
internal struct TestRunAttr
{
    public int ProgFd;
    public uint Retval;
    public uint DataSizeIn;
    public uint DataSizeOut;
    public ulong DataIn;
    public ulong DataOut;
    public uint Repeat;
    public uint Duration;
    public uint CtxSizeIn;
    public uint CtxSizeOut;
    public ulong CtxIn;
    public ulong CtxOut;
    public BpfTestRunFlags Flags;
    public uint Cpu;
    public uint BatchSize;
    public uint _reserved;
}
