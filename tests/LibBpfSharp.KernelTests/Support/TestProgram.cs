using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Small programs written by hand, for tests that need any program and not one of an object.</summary>
internal static unsafe class TestProgram
{
    private const byte MoveImmediate = 0xB7;
    private const byte Exit = 0x95;
    private const byte LoadImmediate64 = 0x18;
    private const byte AtomicAdd64 = 0xDB;
    private const byte FromMapValue = 2;

    private static readonly BpfInstruction[] s_allow = [new(MoveImmediate, 0, immediate: 1), new(Exit)];

    /// <summary>Returns 1, which lets every operation on a cgroup pass.</summary>
    public static BpfProgram Allow(BpfProgramType type = BpfProgramType.CgroupSkb, BpfAttachType expected = default)
        => Load(type, s_allow, expected);

    /// <summary>The same through another kernel, one that a test controls.</summary>
    public static BpfProgram Allow(Kernel kernel) => TryLoad(kernel, BpfProgramType.CgroupSkb, s_allow, default, out Errno errno)
        ?? throw new BpfException("The test's program does not load.", errno, BpfCommand.ProgLoad);

    /// <summary>Adds 1 to the first value of <paramref name="counter"/>, and lets pass.</summary>
    public static BpfProgram Count(BpfMap counter)
    {
        using HandleHold map = counter.Handle.Hold();
        return Load(BpfProgramType.CgroupSkb,
        [
            new(LoadImmediate64, 1, FromMapValue, immediate: map.Descriptor), new(0),
            new(MoveImmediate, 2, immediate: 1),
            new(AtomicAdd64, 1, 2),
            .. s_allow,
        ]);
    }

    /// <summary>An array of one 64-bit counter.</summary>
    public static BpfMap Counter() => BpfMap.Create(new() { Type = BpfMapType.Array, KeySize = sizeof(int), ValueSize = sizeof(long), MaxEntries = 1 });

    public static long ReadCounter(BpfMap counter) => counter.AsArray<long>()[0];

    public static uint IdOf(BpfProgram program) => program.Info.Id;

    /// <summary>The same program through another kernel.</summary>
    public static BpfProgram Through(Kernel kernel, BpfProgram program) => BpfProgram.OfHandle(program.Handle.Duplicate(new BpfProgramHandle(kernel)), pinPath: null);

    private static BpfProgram Load(BpfProgramType type, BpfInstruction[] code, BpfAttachType expected = default)
    {
        BpfProgram? program = TryLoad(Kernel.Running, type, code, expected, out Errno errno);
        Assert.Equal(Errno.None, errno);
        return program!;
    }

    private static BpfProgram? TryLoad(Kernel kernel, BpfProgramType type, BpfInstruction[] code, BpfAttachType expected, out Errno errno)
    {
        fixed (BpfInstruction* instructions = code)
        fixed (byte* license = "GPL\0"u8)
        {
            ProgramLoadAttr attributes = new()
            {
                ProgType = type,
                Insns = (ulong)instructions,
                InsnCnt = (uint)code.Length,
                License = (ulong)license,
                ExpectedAttachType = expected,
            };
            nint result = kernel.ProgramLoad(ref attributes, out BpfProgramHandle program);

            // Before 5.11 programs count against RLIMIT_MEMLOCK, and those just closed still do for a while.
            if (MemoryLock.TryRaise(kernel, result)) result = kernel.ProgramLoad(ref attributes, out program);
            errno = result.ToErrno();
            return errno == Errno.None ? BpfProgram.OfHandle(program, pinPath: null) : null;
        }
    }
}
