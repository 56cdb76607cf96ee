namespace LibBpfSharp;

/// <summary>Why an attachment, a change of one, or the opening of its target failed.</summary>
public enum BpfAttachError
{
    /// <summary>None of the known causes; the errno is all there is.</summary>
    Unknown,

    /// <summary>The path names nothing.</summary>
    CgroupNotFound,

    /// <summary>The path is no cgroup v2 directory: a cgroup v1 controller, or no cgroup at all. BPF programs run for v2 membership only.</summary>
    NotCgroupV2,

    /// <summary>No cgroup v2 hierarchy is mounted where this process can see it.</summary>
    NoCgroupV2Mount,

    /// <summary>The cgroup of a process lies outside of what the mounted hierarchy shows, as for a process of another cgroup namespace.</summary>
    CgroupNotVisible,

    /// <summary>The cgroup was removed (<c>rmdir</c>) after it was opened or attached to.</summary>
    CgroupRemoved,

    /// <summary>Several cgroups fit what was asked for: a part of a container's id, or a unit of the system and of users. Name it by path.</summary>
    AmbiguousCgroup,

    /// <summary>This cgroup or an ancestor holds programs in a mode that excludes the one asked for (EPERM).</summary>
    ModeConflict,

    /// <summary>The list is full: 64 programs per cgroup and attach type (E2BIG).</summary>
    TooManyPrograms,

    /// <summary>The same program is in this cgroup's list already (EINVAL of a legacy attach).</summary>
    AlreadyAttached,

    /// <summary>The program to detach or replace, or the anchor, is not in this cgroup's list (ENOENT). A program held by a link counts as absent for the legacy calls.</summary>
    NotAttached,

    /// <summary>The program's type or expected attach type does not fit the attach type or the link (EINVAL).</summary>
    ProgramMismatch,

    /// <summary>The list was changed since its revision was read (ESTALE): read it again and retry.</summary>
    RevisionChanged,

    /// <summary>
    /// This kernel would put the program of an updated link into the wrong place of the effective order, because programs with PREORDER run there, too
    /// (a fault of Linux 6.15 to 7.1): exchange the link for a new one (<see cref="CgroupChange.Exchange(CgroupLink, BpfProgram, int?, bool)"/>).
    /// </summary>
    UpdateMisplaced,

    /// <summary>The link holds another program than the expected one (EPERM of a link update).</summary>
    UnexpectedProgram,

    /// <summary>The link is defunct: detached, or its target is gone (ENOLINK).</summary>
    LinkDefunct,

    /// <summary>The descriptor or id is a link of another kind than asked for.</summary>
    OtherLinkKind,

    /// <summary>The options contradict each other or do not go with this kind of attachment (EINVAL).</summary>
    InvalidOptions,

    /// <summary>The section's name does not say where the program is to be attached: name the place, by the method for it.</summary>
    NoTarget,

    /// <summary>The section's name says where to attach, but not in the form that its kind of program takes.</summary>
    InvalidTarget,

    /// <summary>There is no such function, tracepoint, symbol or file to attach to (ENOENT, ESRCH).</summary>
    TargetNotFound,

    /// <summary>The symbol is not defined in the file, which imports it from a shared library: attach to that library.</summary>
    SymbolIsImported,

    /// <summary>The symbol stands for several sites, and nothing tells which is meant.</summary>
    AmbiguousSymbol,

    /// <summary>The place is taken by something that excludes this program (EBUSY, EEXIST).</summary>
    TargetBusy,

    /// <summary>The attachment needs a map, a process or a cgroup that was not given, or is of the wrong kind (EBADF).</summary>
    MissingParameter,

    /// <summary>A statically defined probe has an argument at a place of a form that programs cannot read.</summary>
    UnreadableArgument,

    /// <summary>There is no room to tell the program about another probe: an object's map of probes holds 256, unless compiled otherwise.</summary>
    TooManySites,

    /// <summary>
    /// The program uses a <c>CGROUP_STORAGE</c> map of which the link has no storage: the kernel makes storages when a program is attached, not when a link is updated.
    /// Or it has not the one that the running program has, which Linux 7.2 and stable kernels with the same fix refuse, too.
    /// Reuse the running program's map, or exchange the link for a new one (<see cref="CgroupChange.Exchange(CgroupLink, BpfProgram, int?, bool)"/>).
    /// </summary>
    StorageMissing,
}
