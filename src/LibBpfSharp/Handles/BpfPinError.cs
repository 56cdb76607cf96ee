namespace LibBpfSharp;

/// <summary>Why an object could not be pinned, unpinned or opened by its pin.</summary>
public enum BpfPinError
{
    /// <summary>None of the known causes; the errno is all there is.</summary>
    Unknown,

    /// <summary>The path does not lie in a BPF file system, the only one that can hold pins.</summary>
    NotBpfFs,

    /// <summary>Something is there already (EEXIST); <see cref="BpfPinException.Found"/> tells what.</summary>
    AlreadyExists,

    /// <summary>Nothing is there (ENOENT).</summary>
    NotFound,

    /// <summary>A name below the mount point holds a dot; the kernel reserves those names (EPERM).</summary>
    ReservedName,

    /// <summary>What is there is of another kind than asked for; <see cref="BpfPinException.Found"/> tells which.</summary>
    OtherKind,

    /// <summary>The directory to mount on is not empty: a mount would hide its content.</summary>
    MountPointInUse,

    /// <summary>What is there is of the kind asked for, but another object than the one that was pinned.</summary>
    OtherObject,
}
