using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Objects of every kind in the kernel, and what they do there.</summary>
public sealed class LoadTests
{
    public LoadTests() => Requires.Root();

    [Fact]
    public void Programs_are_what_their_sections_say()
    {
        using BpfObject bpf = Loaded("subprograms");
        foreach (BpfProgram program in bpf.Programs.Where(program => program.AutoLoad))
        {
            BpfProgramInfo info = program.Info;
            Assert.Equal((program.Type, program.Name), (info.Type, info.Name));
            Assert.True(info.IsGplCompatible && info.BtfId > 0);
        }

        Assert.True(TestRun.Once(bpf.Programs["filter"], length: 1200) == 0);
        Assert.True(TestRun.Once(bpf.Programs["filter"], length: 200) is > 100 and <= 200);
        Assert.Equal(1u, TestRun.Once(bpf.Programs["nested"]));
        if (bpf.Programs["callback"].AutoLoad) Assert.Equal(1u, TestRun.Once(bpf.Programs["callback"]));
    }

    [Fact]
    public void Maps_are_what_their_definitions_say()
    {
        using BpfObject bpf = Open("maps");
        bpf.Load();
        foreach (BpfMap map in bpf.Maps.Where(map => map.AutoCreate))
        {
            BpfMapInfo info = map.Info;
            Assert.Equal((map.Name, map.Type, (int)map.KeySize, (int)map.ValueSize, map.MaxEntries), (info.Name, info.Type, info.KeySize, info.ValueSize, info.MaxEntries));
            Assert.Equal(map.Flags, info.Flags);
            Assert.Equal(map.MapExtra, info.MapExtra);
        }

        Assert.Equal(bpf.Maps["flows"].Spec!.KeyTypeId, bpf.Maps["flows"].Info.BtfKeyTypeId);
    }

    [Fact]
    public void A_map_of_maps_is_filled_as_declared()
    {
        using BpfObject bpf = Open("maps");
        bpf.Load();
        BpfMap outer = bpf.Maps["outer"];
        Assert.Equal(bpf.Maps["inner_a"].Info.Id, BitConverter.ToUInt32(outer.Lookup([0, 0, 0, 0])));
        Assert.Equal(bpf.Maps["inner_b"].Info.Id, BitConverter.ToUInt32(outer.Lookup([2, 0, 0, 0])));
        Assert.False(outer.TryLookup([1, 0, 0, 0], new byte[4]));
    }

    [Fact]
    public void A_program_array_is_filled_as_declared()
    {
        using BpfObject bpf = Loaded("tailcalls");
        Assert.Equal(13u, TestRun.Once(bpf.Programs["entry"]));
        Assert.Equal(bpf.Programs["leaf"].Info.Id, BitConverter.ToUInt32(bpf.Maps["jumps"].Lookup([1, 0, 0, 0])));
    }

    [Fact]
    public void A_program_array_that_names_a_program_left_out_fails_the_load()
    {
        using BpfObject bpf = Open("tailcalls");
        bpf.Programs["other_leaf"].AutoLoad = false;
        BpfException e = Assert.ThrowsAny<BpfException>(bpf.Load);
        Assert.Equal(Errno.EBADF, e.Errno);
        Assert.Contains("other_leaf", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_was_asked_for_is_there()
    {
        using BpfObject bpf = Open("counter");
        bpf.Programs["count_egress"].LogLevel = BpfLogLevel.Basic;
        bpf.Load();
        Assert.Contains("processed ", bpf.Programs["count_egress"].Log.Text, StringComparison.Ordinal);
        Assert.Equal(0, bpf.Programs["count_ingress"].Log.Length);
    }

    [Fact]
    public void One_spec_is_loaded_many_times_on_many_threads()
    {
        BpfObjectSpec spec = BpfObjectSpec.Open(BpfFixtures.Path("globals"));
        Parallel.For(0, 16, index =>
        {
            using BpfObject bpf = BpfObject.Open(spec);
            bpf.Variables["sample_rate"].Set((uint)index);
            bpf.Load();
            Assert.Equal((uint)index, bpf.Variables["sample_rate"].Get<uint>());
        });
    }

    [Fact]
    public void Constants_are_tied_to_the_programs()
    {
        using BpfObject bpf = Loaded("globals");
        uint[] held = [.. bpf.Programs["touch"].Info.MapIds];
        foreach (BpfMap constants in bpf.Maps.Where(m => m.Spec!.Kind is BpfMapKind.Rodata)) Assert.Contains(constants.Info.Id, held);
    }

    [Fact]
    public void What_was_loaded_is_gone_after_dispose()
    {
        List<uint> programs = [], maps = [];
        using (BpfObject bpf = Loaded("globals"))
        {
            programs.AddRange(bpf.Programs.Select(p => p.Info.Id));
            maps.AddRange(bpf.Maps.Select(m => m.Info.Id));
        }

        // The kernel frees in its own time, after those that may still be running.
        Eventually.True(() => !KernelObjects.EnumeratePrograms().Any(p => programs.Contains(p.Id)));
        Eventually.True(() => !KernelObjects.EnumerateMaps().Any(m => maps.Contains(m.Id)));
    }

    [Theory]
    [InlineData("globals")]
    [InlineData("maps")]
    [InlineData("tailcalls")]
    public void Each_failing_call_leaves_nothing(string fixture)
    {
        using TestBpfFs pins = TestBpfFs.Mount();
        BpfObjectSpec spec = BpfObjectSpec.Open(BpfFixtures.Path(fixture));
        FailingKernel counting = FailingKernel.At(Kernel.Running, int.MaxValue, Errno.ENOMEM);
        using (BpfObject whole = BpfObject.Open(spec, new() { Kernel = counting, PinRootPath = pins["whole"] }).WithoutWhatIsUnknown()) whole.Load();
        Directory.CreateDirectory(pins["failing"]);

        int refused = 0;
        for (int call = 1; call <= counting.Calls; call++)
        {
            RecordingKernel recording = new(FailingKernel.At(Kernel.Running, call, Errno.ENOMEM));
            using (BpfObject bpf = BpfObject.Open(spec, new() { Kernel = recording, PinRootPath = pins["failing"] }).WithoutWhatIsUnknown())
            {
                Exception? failure = Record.Exception(bpf.Load);
                Assert.True(failure is null or BpfException { Errno: Errno.ENOMEM }, $"Call {call}: {failure}");
                if (failure is null)
                {
                    foreach (BpfMap pinned in bpf.Maps.Where(m => m.PinPath is not null)) File.Delete(pinned.PinPath!);
                }
                else
                {
                    refused++;
                    Assert.Equal(0, recording.OpenDescriptors);
                    Assert.False(Directory.EnumerateFileSystemEntries(pins["failing"]).Any(), $"Call {call} left a pin.");
                }
            }

            Assert.Equal(0, recording.OpenDescriptors);
        }

        Assert.True(refused > 0);
    }

    private static BpfObject Loaded(string fixture)
    {
        BpfObject bpf = Open(fixture);
        bpf.Load();
        return bpf;
    }

    private static BpfObject Open(string fixture)
    {
        BpfObject bpf = BpfObject.Open(BpfFixtures.Path(fixture)).WithoutWhatIsUnknown();
        foreach (BpfMap map in bpf.Maps) map.PinPath = null;
        return bpf;
    }
}
