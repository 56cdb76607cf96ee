namespace LibBpfSharp;

public sealed partial class Cgroup
{
    /// <summary>Takes programs off this cgroup at every hook, however they are attached: what a service does to its own, of which others keep descriptors or pins.</summary>
    /// <param name="programs">The programs, as all of an object: those that are not loaded are passed over, and several objects of one program count as one. Others on the cgroup stay.</param>
    /// <returns>How many attachments were ended.</returns>
    /// <remarks>Links are found and detached by their ids, which takes CAP_SYS_ADMIN (Linux 5.9); their pins stay and hold defunct links.</remarks>
    /// <exception cref="ArgumentException">A program is <c>null</c>.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.CgroupRemoved"/>.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN or, for links, CAP_SYS_ADMIN is missing.</exception>
    public int DetachAll(IEnumerable<BpfProgram> programs)
    {
        ArgumentNullException.ThrowIfNull(programs);
        BpfProgram[] given = [.. programs];
        if (given.Any(program => program is null)) throw new ArgumentException("A program is null.", nameof(programs));
        Dictionary<uint, BpfProgramHandle> ours = [];
        foreach (BpfProgram program in given.Where(program => program.IsLoaded)) ours.TryAdd(program.Info.Id, program.Handle);

        int detached = 0;
        foreach (SeenCgroupLink place in SeenCgroupLink.Read(Kernel, out _).Where(place => place.CgroupId == Id && ours.ContainsKey(place.ProgramId)))
        {
            if (DetachLink(place, ours)) detached++;
        }

        return detached + CgroupHook.All.Sum(attachType => DetachLegacy(ours, attachType));
    }

    /// <summary>Detaches a link, unless it is gone or holds another program since it was found.</summary>
    private bool DetachLink(SeenCgroupLink place, Dictionary<uint, BpfProgramHandle> ours)
    {
        try
        {
            using CgroupLink link = new(ObjectIds.OpenLink(Kernel, place.LinkId), rooted: false);
            CgroupLinkInfo info = link.Info;
            if (info.CgroupId != Id || !ours.ContainsKey(info.ProgramId)) return false;
            link.Detach();
            return true;
        }
        catch (BpfException gone) when (gone is { Errno: Errno.ENOENT, Command: BpfCommand.LinkGetFdById })
        {
            return false;
        }
    }

    private int DetachLegacy(Dictionary<uint, BpfProgramHandle> ours, BpfAttachType attachType)
    {
        uint[] left = [.. IdsAt(attachType).Where(ours.ContainsKey)];
        foreach (uint id in left) TakeOff(ours[id], attachType);
        return left.Length;
    }
}
