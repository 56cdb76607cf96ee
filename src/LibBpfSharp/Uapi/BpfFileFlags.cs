namespace LibBpfSharp;

/// <summary>Access asked for when an object is pinned, opened from a pin or opened by id; values as in <see cref="BpfMapFlags"/>.</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>.</remarks>
[Flags]
[Uapi(Prefix = "BPF_F_")]
public enum BpfFileFlags : uint
{
    /// <summary>Read and write.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary><c>BPF_F_RDONLY</c>: read only from user space (4.15).</summary>
    Rdonly = 8,

    /// <summary><c>BPF_F_WRONLY</c>: write only from user space (4.15).</summary>
    Wronly = 0x10,

    /// <summary><c>BPF_F_PATH_FD</c>: the path is relative to a directory descriptor (6.5).</summary>
    PathFd = 0x4000,

    /// <summary><c>BPF_F_TOKEN_FD</c>: A BPF token is passed along (6.9).</summary>
    TokenFd = 0x10000,
}
