using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Handles;

/// <summary>Running a program by call, and what the kernel counts of it.</summary>
public sealed unsafe class RunTests
{
    [Fact]
    public void A_program_run_by_call_returns_its_verdict_and_is_counted()
    {
        Requires.Root();
        using BpfMap counter = TestProgram.Counter();
        using BpfProgram program = TestProgram.Count(counter);
        Assert.Equal(0, Kernel.Running.EnableStatistics(BpfStatsType.RunTime, out DescriptorHandle statistics));
        using (statistics)
        {
            byte* packet = stackalloc byte[64];
            TestRunAttr attributes = new() { DataIn = (ulong)packet, DataSizeIn = 64, Repeat = 7 };
            Assert.Equal(0, program.Handle.ProgramTestRun(ref attributes));
            Assert.Equal(1u, attributes.Retval);
        }

        Assert.Equal(7, TestProgram.ReadCounter(counter));
        Assert.Equal(7, program.Info.RunCount);
    }

    [Fact]
    public void A_pin_is_reached_from_an_open_directory()
    {
        Requires.Root();
        Requires.Kernel(6, 5, "pins relative to a directory descriptor");
        using TestBpfFs pins = TestBpfFs.Mount();
        using BpfMap map = TestProgram.Counter();
        Assert.Equal(0, Kernel.Running.OpenDirectory(pins.Path, out DescriptorHandle directory));
        using (directory)
        {
            Assert.Equal(0, map.Handle.ObjectPin("counter", directory));
            Assert.True(File.Exists(pins["counter"]));
            using BpfMapHandle reopened = new(Kernel.Running);
            Assert.Equal(0, Kernel.Running.ObjectGet("counter", reopened, BpfFileFlags.None, directory));
            Assert.Equal(map.Info.Id, BpfMapInfo.Read(reopened).Id);
        }
    }
}
