using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>
/// The programs, maps, links and BTF objects this kernel holds, whoever made them: walked by id and opened by id, both of which take
/// CAP_SYS_ADMIN (BTF: CAP_BPF to open).
/// </summary>
/// <remarks>
/// Ids come in ascending order. What is made during a walk may be missing; what vanishes during a walk is left out.
/// Source: the <c>*_GET_NEXT_ID</c> and <c>*_GET_FD_BY_ID</c> commands in <c>kernel/bpf/syscall.c</c>.
/// </remarks>
public static class KernelObjects
{
    /// <summary>Every program the kernel holds (4.13). Walked anew at each enumeration.</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    /// <example>
    /// <code>
    /// foreach (BpfProgramInfo program in KernelObjects.EnumeratePrograms()) // of all processes
    ///     Console.WriteLine($"{program.Id}: {program.Type} {program.Name}");
    /// </code>
    /// </example>
    public static IEnumerable<BpfProgramInfo> EnumeratePrograms() => ObjectIds.Programs(Kernel.Running);

    /// <summary>Every map the kernel holds (4.13). Walked anew at each enumeration.</summary>
    /// <inheritdoc cref="EnumeratePrograms()" path="/exception"/>
    public static IEnumerable<BpfMapInfo> EnumerateMaps() => ObjectIds.Maps(Kernel.Running);

    /// <summary>Every link the kernel holds (5.8). Walked anew at each enumeration.</summary>
    /// <inheritdoc cref="EnumeratePrograms()" path="/exception"/>
    /// <example>
    /// <code>
    /// foreach (RawTracepointLinkInfo link in KernelObjects.EnumerateLinks().OfType&lt;RawTracepointLinkInfo>())
    ///     Console.WriteLine($"link {link.Id}: program {link.ProgramId} at {link.Tracepoint}");
    /// </code>
    /// </example>
    public static IEnumerable<BpfLinkInfo> EnumerateLinks() => ObjectIds.Links(Kernel.Running, LinkKinds.ReadInfo);

    /// <summary>Every BTF object the kernel holds (5.4): its own, those of modules and those loaded from user space. Walked anew at each enumeration.</summary>
    /// <inheritdoc cref="EnumeratePrograms()" path="/exception"/>
    public static IEnumerable<BtfObjectInfo> EnumerateBtfObjects() => ObjectIds.BtfObjects(Kernel.Running);

    /// <summary>Opens a program by its id (4.13); the same as <see cref="BpfProgram.OpenById(uint)"/>.</summary>
    /// <inheritdoc cref="BpfProgram.OpenById(uint)"/>
    public static BpfProgram OpenProgram(uint id) => BpfProgram.OpenById(id);

    /// <summary>Opens a map by its id (4.13); the same as <see cref="BpfMap.OpenById(uint, BpfFileFlags)"/>.</summary>
    /// <inheritdoc cref="BpfMap.OpenById(uint, BpfFileFlags)"/>
    public static BpfMap OpenMap(uint id, BpfFileFlags access = BpfFileFlags.None) => BpfMap.OpenById(id, access);

    /// <summary>Opens a link by its id (5.8), as an object of its kind; the same as <see cref="BpfLink.OpenById(uint)"/>.</summary>
    /// <inheritdoc cref="BpfLink.OpenById(uint)"/>
    public static BpfLink OpenLink(uint id) => BpfLink.OpenById(id);

    /// <summary>Opens a BTF object by its id (4.19). Its handle is all there is of it: <see cref="BtfObjectInfo"/> reads what the kernel tells.</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such BTF object (ENOENT), or the kernel refuses.</exception>
    public static BtfHandle OpenBtf(uint id) => ObjectIds.OpenBtf(Kernel.Running, id);

    /// <summary>Asks which program is attached through a descriptor of a process (<c>BPF_TASK_FD_QUERY</c>, 4.18).</summary>
    /// <param name="processId">The process.</param>
    /// <param name="descriptor">The number of its descriptor.</param>
    /// <returns><c>null</c> if the descriptor is no perf event and no raw tracepoint with a program.</returns>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such process (ESRCH, ENOENT) or descriptor (EBADF).</exception>
    public static BpfTaskDescriptor? QueryTask(int processId, int descriptor) => ObjectIds.QueryTask(Kernel.Running, processId, descriptor);
}
