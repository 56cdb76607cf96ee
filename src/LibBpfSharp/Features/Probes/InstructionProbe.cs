using LibBpfSharp.Instructions;
using static LibBpfSharp.Features.ProbeCode;

namespace LibBpfSharp.Features;

/// <summary>Which instructions and shapes of program a kernel takes.</summary>
internal static class InstructionProbe
{
    private const BpfInstructionClass Alu64 = BpfInstructionClass.Alu64;
    private const BpfInstructionClass Jump64 = BpfInstructionClass.Jump;
    private const BpfInstructionClass Jump32 = BpfInstructionClass.Jump32;

    private static readonly BpfInstruction[] s_v2 = [Move(0, 0), Jump(Jump64, BpfJumpOperation.Less, 0, 0, 1), Move(0, 1), Exit];

    private static readonly BpfInstruction[] s_v3 = [Move(0, 0), Jump(Jump32, BpfJumpOperation.Less, 0, 0, 1), Move(0, 1), Exit];

    private static readonly BpfInstruction[] s_v4 =
    [
        Move(1, -8),
        Alu(Alu64, BpfAluOperation.Divide, 1, 2, offset: 1), // signed
        Alu(Alu64, BpfAluOperation.Endian, 1, 64),
        new((byte)((int)BpfInstructionClass.StoreRegister | (int)BpfMemoryMode.Memory), FramePointer, 1, -8),
        new((byte)((int)BpfInstructionClass.LoadRegister | (int)BpfMemoryMode.SignExtended), 0, FramePointer, -8),
        new(BpfOpcode.MoveRegister, 0, 0, offset: 8),
        Jump(Jump64, BpfJumpOperation.Equal, 0, 1, 1), // so that what the long jump passes over can be reached
        new(BpfOpcode.JumpLong, immediate: 1),
        Move(0, 1),
        Exit,
    ];

    private static readonly BpfInstruction[] s_functionCall = [CallFunction(1), Exit, Move(0, 0), Exit];

    private static readonly BpfInstruction[] s_loop =
        [Move(0, 10), Alu(Alu64, BpfAluOperation.Subtract, 0, 1), Jump(Jump64, BpfJumpOperation.NotEqual, 0, 0, -2), Exit];

    private static readonly BpfInstruction[] s_atomicFetch =
    [
        Move(1, 1),
        Access(BpfInstructionClass.StoreRegister, BpfMemoryMode.Memory, FramePointer, 1, -8),
        Access(BpfInstructionClass.StoreRegister, BpfMemoryMode.Atomic, FramePointer, 1, -8, (int)BpfAtomicOperation.FetchAdd),
        Move(0, 0),
        Exit,
    ];

    private static readonly BpfInstruction[] s_mayGoto = [Move(0, 0), new(BpfOpcode.JumpConditional, offset: 1), Move(0, 1), Exit];

    private static readonly BpfInstruction[] s_loadAcquire =
    [
        Move(1, 1),
        Access(BpfInstructionClass.StoreRegister, BpfMemoryMode.Atomic, FramePointer, 1, -8, (int)BpfAtomicOperation.StoreRelease),
        Access(BpfInstructionClass.StoreRegister, BpfMemoryMode.Atomic, 1, FramePointer, -8, (int)BpfAtomicOperation.LoadAcquire),
        Move(0, 0),
        Exit,
    ];

    /// <summary>Offers the kernel a socket filter, the one type that needs no right of its own.</summary>
    public static ProbeAnswer Run(Prober prober, BpfFeature feature) => prober.Ask(new ProbeProgram(BpfProgramType.SocketFilter, CodeOf(feature)));

    private static BpfInstruction[] CodeOf(BpfFeature feature) => feature switch
    {
        BpfFeature.InstructionsV2 => s_v2,
        BpfFeature.InstructionsV3 => s_v3,
        BpfFeature.InstructionsV4 => s_v4,
        BpfFeature.FunctionCalls => s_functionCall,
        BpfFeature.LargePrograms => [.. Enumerable.Repeat(Move(0, 1), 4096), Exit],
        BpfFeature.BoundedLoops => s_loop,
        BpfFeature.AtomicFetch => s_atomicFetch,
        BpfFeature.MayGoto => s_mayGoto,
        BpfFeature.LoadAcquireStoreRelease => s_loadAcquire,
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "Not a question of instructions."),
    };
}
