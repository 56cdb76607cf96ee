namespace LibBpfSharp.Cgroups;

/// <summary>
/// Finds which position of which list each program of an effective query comes from. The kernel tells neither that nor, before 7.x, which programs
/// have PREORDER; but it puts those first, from the root down, and the others behind, from the cgroup up (<c>compute_effective_progs()</c>), so that
/// the order tells, up to positions that could be either.
/// </summary>
internal sealed class EffectiveOrder
{
    private const int MostSteps = 20_000; // only a program that stands in many positions makes for many ways to try

    private readonly uint[] _effective;
    private readonly uint[] _lists;
    private readonly int[] _fromRoot;
    private int _steps = MostSteps;

    /// <param name="effective">The programs in the order they run in.</param>
    /// <param name="levels">The lists that contribute, the cgroup's own first.</param>
    private EffectiveOrder(IReadOnlyList<uint> effective, IReadOnlyList<IReadOnlyList<uint>> levels)
    {
        _effective = [.. effective];
        _lists = [.. levels.SelectMany(list => list)];
        List<int> fromRoot = [];
        for (int level = levels.Count - 1, end = _lists.Length; level >= 0; end -= levels[level].Count, level--)
            fromRoot.AddRange(Enumerable.Range(end - levels[level].Count, levels[level].Count));
        _fromRoot = [.. fromRoot];
    }

    /// <summary>A position in the lists, counted through all of them, and whether the program there has PREORDER; <c>null</c> where both fit.</summary>
    public readonly record struct Position(int Index, bool? Preorder);

    /// <summary>For each program of the effective order its position; <c>null</c> if the lists do not explain the order.</summary>
    public static IReadOnlyList<Position>? Explain(IReadOnlyList<uint> effective, IReadOnlyList<IReadOnlyList<uint>> levels)
    {
        EffectiveOrder order = new(effective, levels);
        if (order._lists.Length != order._effective.Length) return null;

        // The fewest programs with PREORDER that explain it; what is the same with more of them is certain.
        Position[]? positions = null;
        for (int preorder = 0; preorder <= order._effective.Length; preorder++)
        {
            if (order.TryExplain(preorder) is not { } found) continue;
            positions ??= [.. found];
            for (int i = 0; i < positions.Length; i++)
            {
                if (positions[i].Preorder != Array.Find(found, position => position.Index == positions[i].Index).Preorder) positions[i] = positions[i] with { Preorder = null };
            }
        }

        // Given up before all was tried: nothing is certain.
        if (positions is not null && order._steps < 0) positions = Array.ConvertAll(positions, position => position with { Preorder = null });
        return positions;
    }

    private Position[]? TryExplain(int preorder)
    {
        bool[] isPreorder = new bool[_lists.Length];
        return Assign(0, 0, preorder, isPreorder) ? [.. PositionsOf(preorder, isPreorder)] : null;
    }

    /// <summary>Decides position by position whether it is one of the first or one of the others.</summary>
    private bool Assign(int index, int others, int preorder, bool[] isPreorder)
    {
        if (--_steps < 0) return false;
        if (index == _lists.Length) return others == _lists.Length - preorder && FirstOnes(isPreorder).Select(position => _lists[position]).SequenceEqual(_effective[..preorder]);
        if (preorder + others < _effective.Length && _effective[preorder + others] == _lists[index])
        {
            isPreorder[index] = false;
            if (Assign(index + 1, others + 1, preorder, isPreorder)) return true;
        }

        if (index - others >= preorder) return false;
        isPreorder[index] = true;
        return Assign(index + 1, others, preorder, isPreorder);
    }

    private IEnumerable<int> FirstOnes(bool[] isPreorder) => _fromRoot.Where(index => isPreorder[index]);

    private IEnumerable<Position> PositionsOf(int preorder, bool[] isPreorder)
    {
        foreach (int index in FirstOnes(isPreorder)) yield return new(index, true);
        for (int index = 0; index < isPreorder.Length; index++)
        {
            if (!isPreorder[index]) yield return new(index, false);
        }
    }
}
