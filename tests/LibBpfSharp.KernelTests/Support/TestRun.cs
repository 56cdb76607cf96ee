using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Runs programs on packets of zeros.</summary>
internal static unsafe class TestRun
{
    /// <summary>Runs a program of the network stack on one packet.</summary>
    /// <returns>What the program returned.</returns>
    public static uint Once(BpfProgram program, int length = 64)
    {
        byte* packet = stackalloc byte[length];
        new Span<byte>(packet, length).Clear();
        packet[12] = 8; // an IPv4 frame
        packet[14] = 0x45;
        TestRunAttr run = new() { DataIn = (ulong)packet, DataSizeIn = (uint)length, Repeat = 1 };
        Assert.Equal(Errno.None, program.Handle.ProgramTestRun(ref run).ToErrno());
        return run.Retval;
    }
}
