using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>The log buffer any command takes behind its own attributes when <see cref="BpfCommand.CommonAttrs"/> is set in its number.</summary>
[Uapi("struct bpf_common_attr")]
[StructLayout(LayoutKind.Sequential)]
internal struct CommonAttr
{
    public ulong LogBuf;
    public uint LogSize;
    public uint LogLevel;
    public uint LogTrueSize;
    public uint _reserved;
}
