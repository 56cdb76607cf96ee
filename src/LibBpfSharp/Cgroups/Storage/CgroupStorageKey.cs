using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>The key of a storage that the kernel keeps for a cgroup.</summary>
/// <remarks>Source: <c>struct bpf_cgroup_storage_key</c> in <c>include/uapi/linux/bpf.h</c>; the short form is the bare id.</remarks>
public readonly record struct CgroupStorageKey
{
    internal const int SharedSize = sizeof(ulong);
    internal const int IsolatedSize = 2 * sizeof(ulong); // the attach type and four bytes of padding

    /// <summary>The cgroup's id.</summary>
    public ulong CgroupId { get; init; }

    /// <summary>The hook the storage is for; <c>null</c> in a map whose storages are shared by all hooks of the cgroup.</summary>
    public BpfAttachType? AttachType { get; init; }

    internal static CgroupStorageKey Read(ReadOnlySpan<byte> bytes) => new()
    {
        CgroupId = MemoryMarshal.Read<ulong>(bytes),
        AttachType = bytes.Length == IsolatedSize ? (BpfAttachType)MemoryMarshal.Read<uint>(bytes[sizeof(ulong)..]) : null,
    };

    internal void Write(Span<byte> bytes)
    {
        bytes.Clear();
        MemoryMarshal.Write(bytes, CgroupId);
        if (AttachType is { } attachType) MemoryMarshal.Write(bytes[sizeof(ulong)..], (uint)attachType);
    }
}
