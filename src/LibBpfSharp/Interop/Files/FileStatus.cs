using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>statx(2)</c> tells of a file.</summary>
[Uapi("struct statx")]
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int KindMask = 0xF000; // S_IFMT

    [FieldOffset(20)] public uint StxUid;
    [FieldOffset(24)] public uint StxGid;
    [FieldOffset(28)] public ushort StxMode;
    [FieldOffset(32)] public ulong StxIno;
    [FieldOffset(40)] public ulong StxSize;
    [FieldOffset(112)][UapiName("stx_mtime.tv_sec")] public long ModifiedSeconds; // since the beginning of 1970 (UTC)

    /// <summary>What the file is.</summary>
    public readonly FileKind Kind => (FileKind)(StxMode & KindMask);

    /// <summary>Who may do what.</summary>
    public readonly UnixFileMode Permissions => (UnixFileMode)(StxMode & ~KindMask);
}
