namespace LibBpfSharp.Interop;

/// <summary>Magic numbers of the file systems told apart here.</summary>
/// <remarks>Source: <c>include/uapi/linux/magic.h</c>.</remarks>
internal static class FileSystemMagic
{
    public const uint Bpf = 0xCAFE4A11;
    public const uint Cgroup = 0x27E0EB;
    public const uint Cgroup2 = 0x63677270;
}
