using LibBpfSharp.Interop;

namespace LibBpfSharp.Cgroups;

/// <summary>Keeps <c>BPF_LINK_UPDATE</c> from running a program on a storage that is not its own.</summary>
/// <remarks>
/// The kernel makes the storages of <c>CGROUP_STORAGE</c> maps when a program is attached (<c>__cgroup_bpf_attach()</c>), not when a link gets another one
/// (<c>__cgroup_bpf_replace()</c>). A program with another such map than the link was made with would write to the storage of the old map, whatever the
/// size of its values, and, where the link was made without any, to address 0.
/// </remarks>
internal sealed class CgroupStorageGuard
{
    private const int MostReadings = 20;
    private const string Advice = $"Let the new object reuse the running program's map, or exchange the link for a new one with {nameof(CgroupChange)}.{nameof(CgroupChange.Exchange)}.";

    /// <summary>Maps of programs that have run on the link, so that it has their storages.</summary>
    private readonly HashSet<uint> _known = [];

    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.StorageMissing"/>.</exception>
    public void Check(CgroupLink link, BpfProgramHandle program)
    {
        IReadOnlyList<uint> foreign = Unknown(BpfProgramInfo.Read(program).MapIds);
        if (foreign.Count == 0 || MapsOfRunning(link) is not { } running) return;
        lock (_known) _known.UnionWith(running);
        if (FirstStorage(link.Handle.Kernel, Unknown(foreign)) is not { } storage) return;
        throw new BpfAttachException(
            $"Cgroup link {link.Id} is not updated: the program uses the {storage.Type} map '{storage.Name}' (id {storage.Id}), of which the link has no storage. The kernel makes storages "
            + $"when a program is attached, not when a link is updated. {Advice}",
            BpfAttachError.StorageMissing, objectName: storage.Name);
    }

    /// <summary>A map with storages kept by the kernel that only one of the running and another program uses; <c>null</c> if there is none, or this process may not look.</summary>
    public static BpfMapInfo? FindDifference(CgroupLink link, BpfProgramHandle program)
    {
        if (MapsOfRunning(link) is not { } running) return null;
        HashSet<uint> maps = [.. running];
        maps.SymmetricExceptWith(BpfProgramInfo.Read(program).MapIds);
        return FirstStorage(link.Handle.Kernel, maps);
    }

    /// <summary>What the kernel's EINVAL for such a map means.</summary>
    public static BpfAttachException Refused(CgroupLink link, BpfMapInfo storage, BpfAttachException refused) => new(
        $"Cgroup link {link.Id} is not updated: of the program that runs and the next, only one uses the {storage.Type} map '{storage.Name}' (id {storage.Id}), and this kernel "
        + $"exchanges only programs with the same storages ({refused.Errno.Describe()}). {Advice}",
        BpfAttachError.StorageMissing, refused.Errno, BpfCommand.LinkUpdate, storage.Name);

    /// <summary>The first of some maps that has storages kept by the kernel; <c>null</c> if none does, or this process may not look.</summary>
    public static BpfMapInfo? FirstStorage(Kernel kernel, IEnumerable<uint> mapIds)
    {
        foreach (uint id in mapIds)
        {
            using BpfMapHandle map = new(kernel);
            if (kernel.OpenById(BpfCommand.MapGetFdById, id, map, BpfFileFlags.None) < 0) continue;
            var info = BpfMapInfo.Read(map);
            if (info.Type.IsAttachmentStorage()) return info;
        }

        return null;
    }

    /// <summary>The maps of the program that runs; <c>null</c> where this process may not look, which takes CAP_SYS_ADMIN: then nothing can be checked.</summary>
    private static IReadOnlyList<uint>? MapsOfRunning(CgroupLink link)
    {
        Kernel kernel = link.Handle.Kernel;
        for (int reading = 0; reading < MostReadings; reading++)
        {
            using BpfProgramHandle running = new(kernel);
            Errno errno = kernel.OpenById(BpfCommand.ProgGetFdById, link.ProgramId, running, BpfFileFlags.None).ToErrno();
            if (errno == Errno.ENOENT) continue; // updated by another owner since its id was read
            return errno == Errno.None ? BpfProgramInfo.Read(running).MapIds : null;
        }

        return null;
    }

    private IReadOnlyList<uint> Unknown(IEnumerable<uint> maps)
    {
        lock (_known) return [.. maps.Where(id => !_known.Contains(id))];
    }
}
