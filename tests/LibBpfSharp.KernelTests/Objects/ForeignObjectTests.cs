using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>What other compilers, a linker and strip make of the fixtures loads and does the same. The script conformance.sh compares many more with libbpf.</summary>
public sealed class ForeignObjectTests
{
    public ForeignObjectTests()
    {
        Requires.Root();
        Requires.Repository();
    }

    [Fact]
    public void Every_clangs_objects_load_and_run()
    {
        Assert.SkipWhen(ForeignObject.Clangs.Count == 0, "needs a clang with its version in its name");
        foreach (string clang in ForeignObject.Clangs)
        {
            using (var tails = ForeignObject.ByClang(clang, "tailcalls")) CheckTailCalls(tails, clang);
            using (var statics = ForeignObject.ByClang(clang, "statics")) CheckStatics(statics, clang);
            using (var globals = ForeignObject.ByClang(clang, "globals")) CheckGlobals(globals, clang);
        }
    }

    [Fact]
    public void GCCs_objects_load_and_run()
    {
        using (var tails = ForeignObject.ByGcc("tailcalls")) CheckTailCalls(tails, "gcc");
        using (var statics = ForeignObject.ByGcc("statics")) CheckStatics(statics, "gcc");
    }

    [Fact]
    public void Linked_objects_find_their_variables_where_the_linker_put_them()
    {
        using var linked = ForeignObject.Linked("globals", "statics", "tailcalls");
        CheckGlobals(linked, "linked first");
        CheckStatics(linked, "linked second");
        CheckTailCalls(linked, "linked third");
    }

    [Fact]
    public void Stripped_objects_load_and_run()
    {
        using var stripped = ForeignObject.Stripped("globals");
        CheckGlobals(stripped, "stripped");
    }

    private static void CheckTailCalls(ForeignObject file, string maker)
    {
        using BpfObject bpf = Loaded(file);
        Assert.True(TestRun.Once(bpf.Programs["entry"]) == 13, maker);
    }

    private static void CheckStatics(ForeignObject file, string maker)
    {
        using BpfObject bpf = Loaded(file);
        TestRun.Once(bpf.Programs["advance"]);
        BpfVariable calls = bpf.Variables["calls"];
        Assert.True(calls.Get<ulong>() == 42, maker);
    }

    private static void CheckGlobals(ForeignObject file, string maker)
    {
        using BpfObject bpf = BpfObject.Open(file.Path);
        bpf.Variables["sample_rate"].Set(100u);
        bpf.Load();
        TestRun.Once(bpf.Programs["touch"]);
        Assert.True(bpf.Variables["seen"].Get<ulong>() == 100, maker);
        Assert.True(bpf.Variables["tuning"].Get<uint>() == 12, maker);
        Assert.True(bpf.Variables["private_count"].Get<uint>() == 1, maker);
    }

    private static BpfObject Loaded(ForeignObject file)
    {
        BpfObject bpf = BpfObject.Open(file.Path);
        try
        {
            bpf.Load();
            return bpf;
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }
}
