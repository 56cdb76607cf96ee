using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

internal static partial class ObjectIds
{
    public static IEnumerable<BpfProgramInfo> Programs(Kernel kernel) => Infos(
        kernel, BpfCommand.ProgGetNextId, BpfCommand.ProgGetFdById, "program", kernel => new BpfProgramHandle(kernel), BpfProgramInfo.Read);

    public static BpfProgramHandle OpenProgram(Kernel kernel, uint id) =>
        Open(kernel, BpfCommand.ProgGetFdById, "program", id, new BpfProgramHandle(kernel));

    /// <summary>A program's name; <c>null</c> where it may not be asked for (CAP_SYS_ADMIN) or the program is gone.</summary>
    public static string? NameOfProgram(Kernel kernel, uint id)
    {
        using BpfProgramHandle program = new(kernel);
        return kernel.OpenById(BpfCommand.ProgGetFdById, id, program, BpfFileFlags.None) < 0 ? null : BpfProgramInfo.Read(program).Name;
    }
}
