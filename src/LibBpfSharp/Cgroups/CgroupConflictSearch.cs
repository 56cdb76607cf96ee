namespace LibBpfSharp;

/// <summary>Finds which programs exclude an attach, by the rules of <c>hierarchy_allows_attach()</c> in <c>kernel/bpf/cgroup.c</c>.</summary>
internal static class CgroupConflictSearch
{
    public static CgroupConflict? Find(Cgroup cgroup, BpfAttachType attachType, CgroupAttachMode wanted)
    {
        if (cgroup.TryQuery(attachType, effective: false, out CgroupPrograms? own) != Errno.None) return null;
        if (own!.Programs.Count > 0 && own.Mode != wanted) return Conflict(cgroup, attachType, own);

        // The nearest ancestor that has programs decides.
        foreach (Cgroup ancestor in cgroup.Ancestors())
        {
            using (ancestor)
            {
                if (ancestor.TryQuery(attachType, effective: false, out CgroupPrograms? above) != Errno.None) return null;
                if (above!.Programs.Count == 0) continue;
                return above.Mode == CgroupAttachMode.None ? Conflict(ancestor, attachType, above) : null;
            }
        }

        return null;
    }

    private static CgroupConflict Conflict(Cgroup cgroup, BpfAttachType attachType, CgroupPrograms list)
    {
        IEnumerable<SeenCgroupLink> links = SeenCgroupLink.Read(cgroup.Kernel, out bool areAll).Where(link => link.CgroupId == cgroup.Id && link.AttachType == attachType);
        return new() { Path = cgroup.Path, Mode = list.Mode, Programs = CgroupSlot.Join(list.Ids, links, areAll) };
    }
}
