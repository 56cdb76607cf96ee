using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Runs programs without attaching them.</summary>
internal static unsafe class TestRun
{
    /// <summary>Runs a program of the network stack on one packet of zeros.</summary>
    /// <returns>What the program returned.</returns>
    public static uint Once(BpfProgram program, int length = 64)
    {
        byte* packet = stackalloc byte[length];
        new Span<byte>(packet, length).Clear();
        packet[12] = 8; // an IPv4 frame
        packet[14] = 0x45;
        return Run(program, new TestRunAttr { DataIn = (ulong)packet, DataSizeIn = (uint)length, Repeat = 1 });
    }

    /// <summary>Runs a program of type syscall, or a raw tracepoint's, in this thread.</summary>
    /// <returns>What the program returned.</returns>
    public static uint WithoutInput(BpfProgram program) => Run(program, default);

    private static uint Run(BpfProgram program, TestRunAttr run)
    {
        Assert.Equal(Errno.None, program.Handle.ProgramTestRun(ref run).ToErrno());
        return run.Retval;
    }
}
