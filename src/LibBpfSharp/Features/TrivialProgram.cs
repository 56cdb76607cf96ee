using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Loads programs that do nothing, to learn what a kernel takes.</summary>
internal static unsafe class TrivialProgram
{
    /// <summary><c>return 0</c>.</summary>
    internal static nint Load(Kernel kernel, BpfProgramType type)
        => Load(kernel, type, [new BpfInstruction(BpfOpcode.MoveImmediate), new BpfInstruction(BpfOpcode.Exit)]);

    /// <summary>Loads and closes a program.</summary>
    /// <returns>0, or the negated errno.</returns>
    internal static nint Load(Kernel kernel, BpfProgramType type, ReadOnlySpan<BpfInstruction> instructions)
    {
        fixed (BpfInstruction* code = instructions)
        fixed (byte* license = "GPL\0"u8)
        {
            ProgramLoadAttr attributes = new() { ProgType = type, Insns = (ulong)code, InsnCnt = (uint)instructions.Length, License = (ulong)license };
            nint result = kernel.ProgramLoad(ref attributes, out BpfProgramHandle program);
            program.Dispose();
            return result;
        }
    }
}
