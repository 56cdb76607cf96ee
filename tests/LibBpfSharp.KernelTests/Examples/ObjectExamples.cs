using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Examples;

public sealed class ObjectExamples : Example
{
    [Fact]
    public void An_object_is_opened_and_configured()
    {
        // example: BpfObject.Open
        using var counting = BpfObject.Open("counter.bpf.o");  // reads the file: no kernel, no privilege
        counting.Programs["count_ingress"].AutoLoad = false;   // configure before the load
        counting.Load();
        // end example
        Assert.Equal((true, false), (counting.Programs["count_egress"].IsLoaded, counting.Programs["count_ingress"].IsLoaded));
    }

    [Fact]
    public void A_rejection_is_read()
    {
        using var bpf = BpfObject.Open("rejected.bpf.o");
        bpf.Programs["null_pointer"].AutoLoad = true;

        // example: BpfObject.Load
        try
        {
            bpf.Load();
        }
        catch (BpfVerifierException rejected)
        {
            Console.WriteLine($"{rejected.SourceLine}: {rejected.Cause}"); // the line of C, and what the verifier has against it
        }
        // end example
        Assert.Contains("null_pointer is rejected here", Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_are_chosen()
    {
        // example: BpfObject.Programs
        using var tracing = BpfObject.Open("attach.bpf.o");
        foreach (BpfProgram program in tracing.Programs)
            program.AutoLoad = program.Name is "raw" or "tracepoint";
        tracing.Load();

        BpfProgram renames = tracing.Programs["tracepoint"];
        // end example
        Assert.Equal(2, tracing.Programs.Count(program => program.IsLoaded));
        Assert.Equal(BpfProgramType.Tracepoint, renames.Type);
    }

    [Fact]
    public void A_map_is_resized()
    {
        // example: BpfObject.Maps
        using var counting = BpfObject.Open("counter.bpf.o");
        counting.Maps["counters"].MaxEntries = 16;             // as compiled, or as you set it before the load
        counting.Load();

        BpfMap counters = counting.Maps["counters"];
        // end example
        Assert.Equal(16u, counters.Info.MaxEntries);
    }

    [Fact]
    public void Constants_are_set_and_results_are_read()
    {
        // example: BpfObject.Variables
        using var counting = BpfObject.Open("globals.bpf.o");
        counting.Variables["sample_rate"].Set(100u);           // "const volatile" in C: before the load only
        counting.Load();
        ulong seen = counting.Variables["seen"].Get<ulong>();  // others at any time
        // end example
        TestRun.Once(counting.Programs["touch"]);
        Assert.Equal((0ul, 100ul), (seen, counting.Variables["seen"].Get<ulong>()));
    }

    [Fact]
    public void A_variable_is_set()
    {
        using var bpf = BpfObject.Open("globals.bpf.o");

        // example: BpfVariable.Set
        bpf.Variables["sample_rate"].Set(100u);                // __u32 in C: the sizes must be the same
        bpf.Variables["enabled"].Set(true);
        // end example
        Assert.Equal((100u, true), (bpf.Variables["sample_rate"].Get<uint>(), bpf.Variables["enabled"].Get<bool>()));
    }

    [Fact]
    public void A_variable_is_read()
    {
        using var bpf = BpfObject.Open("globals.bpf.o");
        bpf.Load();

        // example: BpfVariable.Get
        long balance = bpf.Variables["balance"].Get<long>();
        ReadOnlySpan<byte> ports = bpf.Variables["ports"].GetBytes(); // an array in C: as bytes
        // end example
        Assert.Equal((-12L, 8), (balance, ports.Length));
    }

    [Fact]
    public void All_programs_are_attached()
    {
        using var tracing = Load("attach.bpf.o", "raw");

        // example: BpfObject.AttachAll
        tracing.AttachAll();                                   // each loaded program where its section says
        foreach ((string name, IBpfAttachment attachment) in tracing.Attachments)
            Console.WriteLine($"{name}: program {attachment.ProgramId}");
        tracing.DetachAll();                                   // so does disposing the object
        // end example
        Assert.StartsWith("raw: program ", Printed, StringComparison.Ordinal);
        Assert.Empty(tracing.Attachments);
    }
}
