using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class Cgroup
{
    private const int MostProgramsOfOneList = 64;

    /// <summary>What is attached here for one attach type, by whomever (<c>BPF_PROG_QUERY</c>).</summary>
    /// <param name="attachType">The hook.</param>
    /// <param name="effective">Whether to list what runs for the events of this cgroup, programs of ancestors included, in the order they run in.</param>
    /// <remarks>Needs CAP_NET_ADMIN. Linux 4.15; <see cref="BpfAttachType.LsmCgroup"/> 6.0, where the programs of all LSM hooks come in one list.</remarks>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.CgroupRemoved"/>.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    /// <exception cref="BpfNotSupportedException">This kernel does not know the attach type.</exception>
    public CgroupPrograms Query(BpfAttachType attachType, bool effective = false)
    {
        Errno errno = TryQuery(attachType, effective, out CgroupPrograms? programs);
        return programs ?? throw CgroupFailure.OfQuery(this, attachType, errno);
    }

    /// <summary>The ids of what is attached here; none where it is no hook of cgroups, or this kernel does not have it.</summary>
    internal IReadOnlyList<uint> IdsAt(BpfAttachType attachType)
    {
        Errno errno = TryQuery(attachType, effective: false, out CgroupPrograms? list);
        if (errno == Errno.EINVAL) return [];
        return list?.Ids ?? throw CgroupFailure.OfQuery(this, attachType, errno);
    }

    internal Errno TryQuery(BpfAttachType attachType, bool effective, out CgroupPrograms? programs)
    {
        programs = null;
        if (CgroupHook.IsElsewhere(attachType)) return Errno.EINVAL;

        Errno errno;
        bool flagsOfEach = !effective;
        int room = MostProgramsOfOneList;
        while (true)
        {
            errno = QueryOnce(attachType, effective, flagsOfEach, ref room, out programs);
            if (errno == Errno.EINVAL && flagsOfEach) flagsOfEach = false; // The array came with Linux 6.0.
            else if (errno != Errno.ENOSPC) return errno;
        }
    }

    private unsafe Errno QueryOnce(BpfAttachType attachType, bool effective, bool flagsOfEach, ref int room, out CgroupPrograms? programs)
    {
        uint[] ids = new uint[room];
        BpfAttachFlags[] flags = new BpfAttachFlags[room];
        using HandleHold hold = Handle.Hold();
        fixed (uint* idsPointer = ids)
        fixed (BpfAttachFlags* flagsPointer = flags)
        {
            ProgramQueryAttr attributes = new()
            {
                TargetFd = hold.Descriptor,
                AttachType = attachType,
                QueryFlags = effective ? BpfQueryFlags.Effective : BpfQueryFlags.None,
                ProgIds = (ulong)idsPointer,
                ProgCnt = (uint)room,
                ProgAttachFlags = flagsOfEach ? (ulong)flagsPointer : 0,
            };
            Errno errno = Kernel.ProgramQuery(ref attributes).ToErrno();
            int count = (int)attributes.ProgCnt;
            if (errno == Errno.ENOSPC) room = Math.Max(count, room + 1);
            if (!flagsOfEach) Array.Fill(flags, attributes.AttachFlags);

            // Lists of LSM hooks have a mode each, and of several the kernel tells none.
            BpfAttachFlags mode = attachType == BpfAttachType.LsmCgroup && flagsOfEach && count > 0 ? flags[0] : attributes.AttachFlags;
            programs = errno == Errno.None
                ? new() { Programs = [.. Enumerable.Range(0, count).Select(i => Describe(ids[i], flags[i]))], Mode = ModeOf(mode), Revision = attributes.Revision }
                : null;
            return errno;
        }
    }

    private static CgroupProgram Describe(uint id, BpfAttachFlags flags) => new() { Id = id, Mode = ModeOf(flags), Preorder = flags.HasFlag(BpfAttachFlags.Preorder) };

    private static CgroupAttachMode ModeOf(BpfAttachFlags flags)
        => (CgroupAttachMode)(flags & (BpfAttachFlags.AllowOverride | BpfAttachFlags.AllowMulti));
}
