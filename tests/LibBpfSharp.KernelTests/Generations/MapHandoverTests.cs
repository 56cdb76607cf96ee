using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>What becomes of what a generation has counted when the next one takes over.</summary>
public sealed class MapHandoverTests : IDisposable
{
    private const int Before = 5, Meanwhile = 3;

    private readonly GenerationBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void A_field_of_another_name_is_refused_and_taken_over_unchecked_on_demand()
    {
        using BpfDeployment deployment = _bed.Open();
        _bed.Swap(deployment, version: 1);
        _bed.Send(Before);
        using (BpfObject refused = GenerationBed.Open(2, "generation_renamed"))
        {
            BpfDeploymentException failure = Assert.Throws<BpfDeploymentException>(() => deployment.Swap(refused, GenerationBed.LinksOn(_bed.CgroupPath)));
            Assert.Equal(BpfDeploymentError.SchemaChanged, failure.Reason);
            Assert.Contains("  - +0 packets: u64\n  + +0 datagrams: u64", failure.Message, StringComparison.Ordinal);
        }

        using BpfObject next = GenerationBed.Open(2, "generation_renamed");
        BpfGeneration second = deployment.Swap(next, With(BpfMapHandover.ReuseUnchecked));
        _bed.Send(Before);
        Assert.Equal([0, Before, Before], GenerationBed.Count(second, 0)[..3]);
    }

    [Fact]
    public void A_fresh_map_begins_with_nothing()
    {
        using BpfDeployment deployment = _bed.Open();
        _bed.Swap(deployment, version: 1);
        _bed.Send(Before);
        using BpfObject next = GenerationBed.Open(2);
        BpfGeneration second = deployment.Swap(next, With(BpfMapHandover.Fresh));
        Assert.All(_bed.SendAndCheck(second, Before), versions => Assert.Equal([2], versions));
        Assert.Equal(0, GenerationBed.Count(second, 0)[1]);
    }

    [Fact]
    public void What_the_old_programs_count_after_the_copy_is_caught_up_on()
    {
        using BpfDeployment deployment = _bed.Open();
        _bed.Swap(deployment, version: 1);
        _bed.Send(Before);
        using BpfObject next = GenerationBed.Open(2);
        BpfGeneration second = deployment.Swap(next, With(BpfMapHandover.Migrate(Copy, Copy)) with { BeforeSwitch = _ => _bed.Send(Meanwhile) });
        _bed.Send(Before);
        for (int hook = 0; hook < GenerationBed.Hooks.Length; hook++)
            Assert.Equal([0, Before + Meanwhile, Before], GenerationBed.Count(second, hook)[..3]);
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook, false)]
    [InlineData(BpfSwitchMode.EachHook, true)]
    [InlineData(BpfSwitchMode.Selector, false)]
    [InlineData(BpfSwitchMode.Selector, true)]
    public void A_migration_that_fails_takes_the_swap_back(BpfSwitchMode mode, bool whenSwitched)
    {
        using BpfDeployment deployment = _bed.Open(mode);
        BpfGeneration first = _bed.Swap(deployment, version: 1);
        _bed.Send(Before);
        using BpfObject next = GenerationBed.Open(2);
        BpfSwapOptions options = With(whenSwitched ? BpfMapHandover.Migrate(Copy, Fail) : BpfMapHandover.Migrate(Fail));
        Assert.Equal("no", Assert.Throws<InvalidOperationException>(() => deployment.Swap(next, options)).Message);

        Assert.Equal(1, deployment.Current?.Number);
        Assert.All(_bed.SendAndCheck(first, Before), versions => Assert.Equal([1], versions));
        Assert.Equal(2 * Before, GenerationBed.Count(first, 0)[1]);
        Assert.Equal(["g1"], _bed.GenerationPins);
        Assert.False(_bed.IsStaged);
    }

    private static void Fail(BpfMap old, BpfMap fresh) => throw new InvalidOperationException("no");

    /// <summary>Takes over what version 1 has counted; what version 2 counts is not in the old map.</summary>
    private static void Copy(BpfMap old, BpfMap fresh)
    {
        (BpfArray<long> from, BpfArray<long> to) = (old.AsArray<long>(), fresh.AsArray<long>());
        for (uint hook = 0; hook < GenerationBed.Hooks.Length; hook++)
        {
            uint index = (hook * GenerationBed.Versions) + 1;
            to[index] = from[index];
        }
    }

    private BpfSwapOptions With(BpfMapHandover seen)
        => GenerationBed.LinksOn(_bed.CgroupPath) with { Maps = new Dictionary<string, BpfMapHandover> { ["seen"] = seen } };
}
