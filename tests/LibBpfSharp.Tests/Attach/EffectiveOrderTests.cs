namespace LibBpfSharp.Tests.Attach;

/// <summary>Where the programs of an effective order come from, by the order alone.</summary>
public class EffectiveOrderTests
{
    [Fact]
    public void Lists_follow_each_other_from_the_cgroup_up()
    {
        IReadOnlyList<EffectiveOrder.Position>? positions = EffectiveOrder.Explain([1, 2, 3, 4], [[1, 2], [3], [4]]);
        Assert.Equal([0, 1, 2, 3], positions!.Select(position => position.Index));
    }

    [Fact]
    public void Programs_with_PREORDER_come_first_from_the_root_down()
    {
        // Of the cgroup's 1 and 2, 2 has it; of the parent's 3, 4 and 5, 3 and 5 do; so does the root's 6.
        IReadOnlyList<EffectiveOrder.Position>? positions = EffectiveOrder.Explain([6, 3, 5, 2, 1, 4, 7], [[1, 2], [3, 4, 5], [6, 7]]);
        Assert.Equal([5, 2, 4, 1, 0, 3, 6], positions!.Select(position => position.Index));
        Assert.Equal([true, true, true, true], positions!.Take(4).Select(position => position.Preorder));
        Assert.DoesNotContain(true, positions!.Skip(4).Select(position => position.Preorder));
    }

    [Fact]
    public void What_could_be_either_is_not_told()
    {
        IReadOnlyList<EffectiveOrder.Position>? positions = EffectiveOrder.Explain([1, 2], [[1, 2]]);
        Assert.All(positions!, position => Assert.Null(position.Preorder));
        Assert.Equal([(1, true), (0, false)], EffectiveOrder.Explain([2, 1], [[1, 2]])!.Select(position => (position.Index, position.Preorder!.Value)));
    }

    [Fact]
    public void The_same_program_at_several_levels_has_a_place_at_each()
        => Assert.Equal([0, 1, 2], EffectiveOrder.Explain([9, 9, 9], [[9], [9, 9]])!.Select(position => position.Index).Order());

    [Theory]
    [InlineData(new uint[] { 1, 2, 3 }, new uint[] { 1, 2 })]
    [InlineData(new uint[] { 1, 3 }, new uint[] { 1, 2 })]
    [InlineData(new uint[] { 2, 1, 4, 3 }, new uint[] { 1, 2, 3, 4 })]
    public void Lists_that_do_not_explain_the_order_are_told_apart(uint[] effective, uint[] list)
        => Assert.Null(EffectiveOrder.Explain(effective, [list]));

    [Fact]
    public void Sixty_four_times_the_same_program_take_bounded_time()
    {
        uint[] same = [.. Enumerable.Repeat(7u, 64)];
        Assert.NotNull(EffectiveOrder.Explain(same, [same]));
        Assert.Null(EffectiveOrder.Explain([.. same, 1, 2], [[2, .. same, 1]]));
    }
}
