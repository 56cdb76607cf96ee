using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>statx(2)</c> tells of a file.</summary>
[Uapi("struct statx")]
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    [FieldOffset(32)] public ulong StxIno;
}
