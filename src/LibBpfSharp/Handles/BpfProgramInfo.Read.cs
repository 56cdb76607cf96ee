using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

public sealed partial class BpfProgramInfo
{
    private const string Kind = "program";
    private const uint GplCompatibleBit = 1;
    private const int InstructionSize = 8;

    /// <summary>Asks the kernel about a program.</summary>
    internal static BpfProgramInfo Read(BpfProgramHandle program)
    {
        ProgramInfo info = default;
        uint[] mapIds = InfoReading.ReadVariable<uint>((buffer, count) =>
        {
            info = new ProgramInfo { MapIds = (ulong)buffer, NrMapIds = (uint)count };
            InfoReading.Read(program, Kind, ref info);
            return (int)info.NrMapIds;
        });
        return new BpfProgramInfo(info, mapIds);
    }

    /// <summary>The instructions as the kernel rewrote them.</summary>
    /// <exception cref="BpfPermissionException">The caller may not see them.</exception>
    internal static BpfInstruction[] ReadInstructions(BpfProgramHandle program)
    {
        return InfoReading.ReadVariable<BpfInstruction>((buffer, count) =>
        {
            ProgramInfo info = new() { XlatedProgInsns = (ulong)buffer, XlatedProgLen = (uint)(count * InstructionSize) };
            InfoReading.Read(program, Kind, ref info);
            if (info.XlatedProgLen == 0 || (count > 0 && info.XlatedProgInsns == 0))
                throw new BpfPermissionException(
                    $"The kernel does not show the instructions of program {info.Id}: that takes CAP_PERFMON (CAP_SYS_ADMIN before 5.8), and kernel.kptr_restrict to allow it.",
                    Errno.None, BpfPermissionReason.MissingCapability, "CAP_PERFMON", BpfCommand.ObjGetInfoByFd, info.Name.ToString());
            return (int)info.XlatedProgLen / InstructionSize;
        });
    }
}
