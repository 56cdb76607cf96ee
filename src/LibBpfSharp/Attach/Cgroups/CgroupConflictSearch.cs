using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Finds which programs exclude an attach, by the rules of <c>hierarchy_allows_attach()</c> in <c>kernel/bpf/cgroup.c</c>.</summary>
internal static class CgroupConflictSearch
{
    public static CgroupConflict? Find(Cgroup cgroup, BpfAttachType attachType, CgroupAttachMode wanted)
    {
        if (cgroup.TryQuery(attachType, effective: false, out CgroupPrograms? own) != Errno.None) return null;
        if (own!.Programs.Count > 0 && own.Mode != wanted) return new(cgroup.Path, own.Mode, own.Ids);

        // The nearest ancestor that has programs decides.
        for (string? path = Path.GetDirectoryName(cgroup.Path); path is not null; path = Path.GetDirectoryName(path))
        {
            if (QueryAncestor(path, cgroup, attachType) is not { } ancestor) return null;
            if (ancestor.Programs.Count == 0) continue;
            return ancestor.Mode == CgroupAttachMode.None ? new(path, ancestor.Mode, ancestor.Ids) : null;
        }

        return null;
    }

    /// <summary>The ancestor's programs; <c>null</c> above the hierarchy's mount point.</summary>
    private static CgroupPrograms? QueryAncestor(string path, Cgroup of, BpfAttachType attachType)
    {
        if (of.Kernel.FileSystemMagic(path, out uint magic) < 0 || magic != FileSystemMagic.Cgroup2) return null;
        using Cgroup ancestor = Cgroup.Open(path, of.Kernel);
        return ancestor.TryQuery(attachType, effective: false, out CgroupPrograms? programs) == Errno.None ? programs : null;
    }
}
