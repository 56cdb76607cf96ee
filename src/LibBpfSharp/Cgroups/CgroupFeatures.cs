using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>What the kernel below can do with cgroups, asked in ways that change nothing.</summary>
internal static class CgroupFeatures
{
    /// <summary>Whether lists have revisions, which came in Linux 6.17 together with positions and PREORDER for links.</summary>
    public static bool HasRevisions(Cgroup cgroup)
        => cgroup.TryQuery(BpfAttachType.CgroupInetIngress, effective: false, out CgroupPrograms? programs) == Errno.None && programs!.Revision > 0;

    /// <summary>Refuses what takes revisions, where there are none; and says so where it is the cgroup that is gone, or a right that is missing.</summary>
    public static void RequireRevisions(Cgroup cgroup, BpfCommand command)
    {
        Errno errno = cgroup.TryQuery(BpfAttachType.CgroupInetIngress, effective: false, out CgroupPrograms? programs);
        if (errno is Errno.ENOENT or Errno.EPERM) throw CgroupFailure.OfQuery(cgroup, BpfAttachType.CgroupInetIngress, errno);
        if (programs is not { Revision: > 0 }) throw CgroupFailure.OrderNotSupported(cgroup, command, Errno.None);
    }

    /// <summary>Whether there are links, which came together with cgroup links in Linux 5.7.</summary>
    public static bool HasLinks(Kernel kernel)
    {
        const int NoDescriptor = -1;
        LinkCreateAttr attributes = new() { ProgFd = NoDescriptor, TargetFd = NoDescriptor };
        Errno errno = kernel.LinkCreate(ref attributes, out BpfLinkHandle link).ToErrno();
        link.Dispose();

        // A kernel with links says EBADF. Any other answer (a seccomp filter's) leaves it open, and the real call then tells the real error.
        return errno is not (Errno.EINVAL or Errno.ENOSYS);
    }
}
