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
                throw HiddenInstructions(program.Kernel, info);
            return (int)info.XlatedProgLen / InstructionSize;
        });
    }

    // Without the capability the kernel tells a length of 0, and of what is blinded a length without instructions.
    private static BpfPermissionException HiddenInstructions(Kernel kernel, in ProgramInfo info)
    {
        PermissionFinding finding = new PermissionDiagnosis(kernel, PermissionFacts.Read(kernel)).Of(RequiredCapabilities.ToSeeInstructions);
        return new(
            $"The kernel does not show the instructions of program {info.Id}. {finding.Explanation}", Errno.None, finding.Reason, finding.MissingCapability, BpfCommand.ObjGetInfoByFd, info.Name.ToString());
    }
}
