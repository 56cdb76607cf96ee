using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;
using static LibBpfSharp.Tests.Loading.LoadingKernel;

namespace LibBpfSharp.Tests.Loading;

public sealed class ObjectLoaderTests
{
    [Fact]
    public void A_small_object_makes_no_call_it_does_not_need()
    {
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("counter", kernel);
        bpf.Programs["count_egress"].AutoLoad = false;
        bpf.Load();
        Assert.Equal([BpfCommand.BtfLoad, BpfCommand.MapCreate, BpfCommand.ProgLoad], kernel.Calls.Select(c => c.Command!.Value));
    }

    [Fact]
    public void A_map_is_created_as_declared_and_as_configured()
    {
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("counter", kernel);
        bpf.Maps["counters"].MaxEntries = 7;
        bpf.Load();
        MapCreateAttr map = kernel.Of(BpfCommand.MapCreate).Single().Attributes<MapCreateAttr>();
        Assert.Equal((BpfMapType.Array, 4u, 16u, 7u, "counters"), (map.MapType, map.KeySize, map.ValueSize, map.MaxEntries, map.MapName.ToString()));
        Assert.True(map is { BtfFd: > 0, BtfKeyTypeId: > 0, BtfValueTypeId: > 0 });
    }

    [Fact]
    public void A_map_refused_with_its_types_is_created_without()
    {
        RecordingKernel kernel = new(FailingKernel.At(Fake(), BpfCommand.MapCreate, Errno.ENOTSUPP));
        using BpfObject bpf = Open("counter", kernel);
        bpf.Load();
        MapCreateAttr[] tries = [.. kernel.Of(BpfCommand.MapCreate).Select(c => c.Attributes<MapCreateAttr>())];
        Assert.Equal(2, tries.Length);
        Assert.Equal((0, 0u, 0u), (tries[1].BtfFd, tries[1].BtfKeyTypeId, tries[1].BtfValueTypeId));
    }

    [Fact]
    public void An_object_whose_BTF_is_refused_loads_without()
    {
        RecordingKernel kernel = new(FailingKernel.At(Fake(), BpfCommand.BtfLoad, Errno.EINVAL));
        using BpfObject bpf = Open("counter", kernel);
        bpf.Load();
        ProgramLoadAttr program = kernel.Of(BpfCommand.ProgLoad)[0].Attributes<ProgramLoadAttr>();
        Assert.Equal((0, 0u, 0u), (program.ProgBtfFd, program.FuncInfoCnt, program.LineInfoCnt));
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("globals")]
    [InlineData("maps")]
    [InlineData("subprograms")]
    public void Whichever_call_fails_nothing_is_left(string fixture)
    {
        RecordingKernel complete = Accepting();
        using (BpfObject bpf = Open(fixture, complete)) bpf.Load();
        Assert.Equal(0, complete.OpenDescriptors);

        int refused = 0;
        for (int nth = 1; nth <= complete.Calls.Count; nth++)
        {
            // Two calls in a row, since a map is tried without its types and a program with a log.
            RecordingKernel kernel = new(new FailingKernel(Fake(), new FailingKernel.Rule(nth, Errno.EINVAL, Count: 2)));
            using (BpfObject bpf = Open(fixture, kernel))
            {
                try
                {
                    bpf.Load();
                    Assert.Equal(BpfObjectState.Loaded, bpf.State);
                }
                catch (BpfException refusal)
                {
                    refused++;
                    Assert.Equal(Errno.EINVAL, refusal.Errno);
                    Assert.Equal(0, kernel.OpenDescriptors);
                    Assert.Equal(BpfObjectState.Open, bpf.State);
                }
            }

            Assert.Equal(0, kernel.OpenDescriptors);
        }

        Assert.True(refused > 0);
    }

    [Fact]
    public void A_rejected_program_is_tried_with_a_log_that_grows_and_its_errno_is_kept()
    {
        List<uint> sizes = [];
        nint LoadProgram(ProgramLoadAttr attributes)
        {
            if (attributes.LogSize > 0) sizes.Add(attributes.LogSize);
            return attributes.LogSize is > 0 and < 300_000 ? -(nint)Errno.ENOSPC : -(nint)Errno.EACCES;
        }

        RecordingKernel kernel = new(Fake(LoadProgram));
        using BpfObject bpf = Open("counter", kernel);
        BpfException e = Assert.ThrowsAny<BpfException>(bpf.Load);
        Assert.Equal(Errno.EACCES, e.Errno);
        Assert.Equal(0u, kernel.Of(BpfCommand.ProgLoad)[0].Attributes<ProgramLoadAttr>().LogLevel);
        Assert.Equal(sizes.Order(), sizes);
        Assert.True(sizes[^1] >= 300_000);
    }

    [Fact]
    public void A_log_that_fits_nowhere_does_not_hide_the_errno()
    {
        RecordingKernel kernel = new(Fake(a => a.LogSize > 0 ? -(nint)Errno.ENOSPC : -(nint)Errno.EINVAL));
        using BpfObject bpf = Open("counter", kernel);
        Assert.Equal(Errno.EINVAL, Assert.ThrowsAny<BpfException>(bpf.Load).Errno);
    }

    [Fact]
    public void After_a_failed_load_the_object_can_be_configured_and_loaded_again()
    {
        RecordingKernel kernel = new(FailingKernel.At(Fake(), BpfCommand.MapCreate, Errno.EINVAL, count: 2));
        using BpfObject bpf = Open("counter", kernel);
        Assert.ThrowsAny<BpfException>(bpf.Load);
        bpf.Maps["counters"].MaxEntries = 3;
        bpf.Load();
        Assert.True(bpf.Programs["count_egress"].IsLoaded);
    }

    [Fact]
    public void The_slots_of_a_map_of_maps_are_set_in_one_batch_or_where_that_is_not_known_one_by_one()
    {
        RecordingKernel batch = Accepting();
        using (BpfObject bpf = Open("maps", batch)) bpf.Load();
        Assert.Equal(2u, Assert.Single(batch.Of(BpfCommand.MapUpdateBatch)).Attributes<MapBatchAttr>().Count);
        Assert.Empty(batch.Of(BpfCommand.MapUpdateElem));

        RecordingKernel single = new(FailingKernel.At(Fake(), BpfCommand.MapUpdateBatch, Errno.ENOTSUPP));
        using (BpfObject bpf = Open("maps", single)) bpf.Load();
        Assert.Equal(2, single.Of(BpfCommand.MapUpdateElem).Count);
    }

    [Fact]
    public void A_big_endian_object_opens_and_does_not_load()
    {
        using BpfObject bpf = Open("counter.be", Accepting());
        Assert.Equal(2, bpf.Programs.Count);
        Assert.Contains("bpfel", Assert.Throws<BpfObjectFormatException>(bpf.Load).Message);
    }

    [Fact]
    public void A_program_of_no_known_kind_says_how_to_give_it_one()
    {
        using BpfObject bpf = Open("tracing", Accepting());
        bpf.Programs["without_type"].AutoLoad = true;
        Assert.Contains("unknown_kind", Assert.Throws<BpfObjectFormatException>(bpf.Load).Message);
        bpf.Programs["without_type"].Type = BpfProgramType.SocketFilter;
        bpf.Load();
    }
}
