using LibBpfSharp.Instructions;

namespace LibBpfSharp.Features;

/// <summary>The instructions that probes are made of.</summary>
internal static class ProbeCode
{
    public const byte FramePointer = 10;

    public static BpfInstruction Exit => new(BpfOpcode.Exit);

    public static BpfInstruction Move(byte register, int value) => new(BpfOpcode.MoveImmediate, register, immediate: value);

    public static BpfInstruction Call(BpfHelper helper) => new(BpfOpcode.Call, immediate: (int)helper);

    public static BpfInstruction CallFunction(int distance) => new(BpfOpcode.Call, source: BpfPseudo.Call, immediate: distance);

    public static BpfInstruction Alu(BpfInstructionClass kind, BpfAluOperation operation, byte register, int value, short offset = 0)
        => new((byte)((int)kind | (int)operation), register, offset: offset, immediate: value);

    public static BpfInstruction Jump(BpfInstructionClass kind, BpfJumpOperation condition, byte register, int value, short distance)
        => new((byte)((int)kind | (int)condition), register, offset: distance, immediate: value);

    /// <summary>The two slots that load an address inside the value of a map.</summary>
    public static BpfInstruction[] LoadMapValue(byte register, int map, int offset) =>
        [new(BpfOpcode.LoadImmediate64, register, BpfPseudo.MapValue, immediate: map), new(0, immediate: offset)];

    public static BpfInstruction Access(BpfInstructionClass kind, BpfMemoryMode mode, byte destination, byte source, short offset, int value = 0)
        => new((byte)((int)kind | (int)mode | (int)BpfMemorySize.DoubleWord), destination, source, offset, value);
}
