using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

public static partial class KernelObjects
{
    /// <summary>Every program the kernel holds (4.13). Walked anew at each enumeration.</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static IEnumerable<BpfProgramInfo> Programs() => Programs(Kernel.Running);

    /// <summary>Opens a program by its id (4.13).</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such program (ENOENT), or the kernel refuses.</exception>
    public static BpfProgramHandle OpenProgram(uint id) => OpenProgram(Kernel.Running, id);

    internal static IEnumerable<BpfProgramInfo> Programs(Kernel kernel) => Infos(
        kernel, BpfCommand.ProgGetNextId, BpfCommand.ProgGetFdById, "program", kernel => new BpfProgramHandle(kernel), BpfProgramInfo.Read);

    internal static BpfProgramHandle OpenProgram(Kernel kernel, uint id) =>
        Open(kernel, BpfCommand.ProgGetFdById, "program", id, new BpfProgramHandle(kernel));

    /// <summary>A program's name; <c>null</c> where it may not be asked for (CAP_SYS_ADMIN) or the program is gone.</summary>
    internal static string? NameOfProgram(Kernel kernel, uint id)
    {
        using BpfProgramHandle program = new(kernel);
        return kernel.OpenById(BpfCommand.ProgGetFdById, id, program, BpfFileFlags.None) < 0 ? null : BpfProgramInfo.Read(program).Name;
    }
}
