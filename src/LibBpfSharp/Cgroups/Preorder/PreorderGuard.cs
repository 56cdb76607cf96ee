namespace LibBpfSharp.Cgroups;

/// <summary>Keeps <c>BPF_LINK_UPDATE</c> from writing into the wrong place of an effective order.</summary>
/// <remarks>
/// Kernels from 6.15 to 7.1 (<c>replace_effective_prog()</c> before commit f08aaee3152d) count the place through the lists from the cgroup up, and forget that
/// programs with PREORDER come first. The updated program then replaces another one, which runs no longer, and the one it was to replace runs on,
/// though nothing holds it any more. An update is harmless where the lists, read in that way, are the effective order: of the cgroup and all below it.
/// </remarks>
internal static class PreorderGuard
{
    /// <summary>So many cgroups are looked at before the kernel is tried, whose answer may make looking needless.</summary>
    private const int FewCgroups = 64;

    /// <summary>Throws where an update would be misplaced.</summary>
    /// <param name="link">The link that is to be updated.</param>
    /// <param name="path">Its cgroup's directory, where it is known.</param>
    /// <returns>The directory, if it is known by now.</returns>
    public static string? Check(CgroupLink link, string? path)
    {
        PreorderFacts facts = PreorderFacts.Of(link.Handle.Kernel);
        if (!facts.IsKnown || facts.AreUpdatesFoundRight) return path;

        CgroupLinkInfo info = link.Info;
        using Cgroup? cgroup = Find(info, path, link.Handle.Kernel);
        bool mayBeMisplaced = cgroup is not null && !IsHarmless(cgroup, info.AttachType, FewCgroups);
        if (mayBeMisplaced && facts.UpdatesAreMisplaced is { IsSo: true } fact && !IsHarmless(cgroup!, info.AttachType, int.MaxValue)) throw Refusal(info, cgroup!, fact);
        return cgroup?.Path;
    }

    /// <summary>Whether the update of any link there hits the right place, in this cgroup and in those below; <c>false</c> also if these are more than <paramref name="most"/>.</summary>
    private static bool IsHarmless(Cgroup cgroup, BpfAttachType attachType, int most)
    {
        foreach (string directory in CgroupTree.Walk(cgroup.Kernel, cgroup.Path))
        {
            if (most-- == 0) return false;
            if (TryOpen(directory, cgroup) is not { } below) continue;
            using (below)
            {
                if (below.TryQuery(attachType, effective: true, out CgroupPrograms? effective) != Errno.None) continue;
                IEnumerable<uint> counted = CgroupLevel.Contributing(CgroupLevel.Read(below, attachType)).SelectMany(level => level.List.Ids);
                if (!Agree(counted, effective!.Ids, id => HookOf(id, attachType, cgroup.Kernel))) return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether programs run in the order their lists are counted in. LSM hooks have lists of their own, which a query gives one after the other, and so has each
    /// its own order. Programs above what is mounted come behind, unless they have PREORDER.
    /// </summary>
    /// <param name="counted">The lists, the cgroup's own first.</param>
    /// <param name="effective">The programs in the order they run in.</param>
    /// <param name="hookOf">The hook of a program, where one attach type has several.</param>
    internal static bool Agree(IEnumerable<uint> counted, IEnumerable<uint> effective, Func<uint, (uint Object, uint Type)> hookOf)
    {
        ILookup<(uint Object, uint Type), uint> running = effective.ToLookup(hookOf);
        return counted.GroupBy(hookOf).All(hook => hook.SequenceEqual(running[hook.Key].Take(hook.Count())));
    }

    private static (uint Object, uint Type) HookOf(uint programId, BpfAttachType attachType, Interop.Kernel kernel)
        => attachType == BpfAttachType.LsmCgroup ? CgroupLsmSlots.HookOf(programId, kernel) ?? default : default;

    /// <summary><c>null</c> for a link whose cgroup is gone, which the update itself tells, or hidden from this process, which then cannot check anything.</summary>
    private static Cgroup? Find(CgroupLinkInfo info, string? path, Interop.Kernel kernel)
    {
        if (info.CgroupId == 0) return null;
        try
        {
            Cgroup cgroup = path is null ? Cgroup.OpenById(info.CgroupId, kernel) : Cgroup.Open(path, kernel);
            if (cgroup.Id == info.CgroupId) return cgroup;
            cgroup.Dispose();
            return null;
        }
        catch (BpfAttachException gone) when (gone.Reason is BpfAttachError.CgroupNotFound or BpfAttachError.NoCgroupV2Mount)
        {
            return null;
        }
    }

    private static Cgroup? TryOpen(string directory, Cgroup top)
    {
        try
        {
            return Cgroup.Open(directory, top.Kernel);
        }
        catch (BpfAttachException gone) when (gone.Reason is BpfAttachError.CgroupNotFound)
        {
            return null;
        }
    }

    private static BpfAttachException Refusal(CgroupLinkInfo link, Cgroup cgroup, PreorderFacts.Misplacement fact) => new(
        $"Link {link.Id} on cgroup '{cgroup.Path}' at {link.AttachType} is not updated: programs with PREORDER run there or below, and this kernel {fact.Words} "
        + $"puts the new program into the place of another one then (Linux 6.15 to 7.1 do). Exchange the link for a new one with {nameof(CgroupChange)}.{nameof(CgroupChange.Exchange)}, or use a kernel that is mended.",
        BpfAttachError.UpdateMisplaced, objectName: cgroup.Path);
}
