using LibBpfSharp.Instructions;

namespace LibBpfSharp.KernelTests.Examples;

public sealed class ProgramExamples : Example
{
    [Fact]
    public void A_program_is_attached_by_its_section()
    {
        using BpfObject tracing = Load("attach.bpf.o", "raw");

        // example: BpfProgram.Attach
        using BpfLink link = tracing.Programs["raw"].Attach(); // SEC("raw_tp/task_rename")
        // end example
        Assert.False(link.IsDefunct);
    }

    [Fact]
    public void A_program_is_run_on_a_packet()
    {
        using BpfObject bpf = Load("test_runs.bpf.o", "swap_first_bytes");
        byte[] packet = [1, 2, .. new byte[62]];

        // example: BpfProgram.TestRun
        byte[] output = new byte[packet.Length];
        BpfTestRunResult run = bpf.Programs["swap_first_bytes"].TestRun(new() { Data = packet, DataOut = output });
        Console.WriteLine($"returned {run.ReturnValue}, {run.DataLength} bytes");
        // end example
        Assert.Equal((2, 1, 64u), (output[0], output[1], run.ReturnValue));
        Assert.Equal("returned 64, 64 bytes\n", Printed);
    }

    [Fact]
    public void A_program_is_written_by_hand()
    {
        // example: BpfProgram.Load
        BpfCode code = new BpfAssembler()
            .Move(BpfRegister.R0, 1)                           // 1: let the packet pass
            .Exit()
            .Assemble();
        using BpfProgram allow = BpfProgram.Load(code, new() { Name = "allow", Type = BpfProgramType.CgroupSkb });
        // end example
        Assert.Equal(1u, Support.TestRun.Once(allow));
    }

    [Fact]
    public void The_verifiers_log_is_read()
    {
        // example: BpfProgram.LogLevel
        using var counting = BpfObject.Open("counter.bpf.o");
        BpfProgram program = counting.Programs["count_egress"];
        program.LogLevel = BpfLogLevel.Stats;                  // also where the program is accepted
        counting.Load();
        foreach (string line in program.Log.GetLastLines(3)) Console.WriteLine(line);
        // end example
        Assert.Contains("processed", Printed, StringComparison.Ordinal);
    }
}
