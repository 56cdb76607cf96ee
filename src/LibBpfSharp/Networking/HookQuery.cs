using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>Asks what is attached to hooks that are no cgroup's (<c>BPF_PROG_QUERY</c>).</summary>
internal static class HookQuery
{
    private const int UsualLimit = 64;

    /// <param name="kernel">The kernel.</param>
    /// <param name="attachType">The hook.</param>
    /// <param name="target">A descriptor that the caller holds, or the index of an interface.</param>
    /// <param name="hasLinks">Whether the hook tells which links hold its programs, and a revision.</param>
    /// <param name="programs">The answer.</param>
    public static unsafe Errno Ask(Kernel kernel, BpfAttachType attachType, int target, bool hasLinks, out BpfHookPrograms? programs)
    {
        int room = UsualLimit;
        while (true)
        {
            uint[] ids = new uint[room], links = new uint[room];
            fixed (uint* idsPointer = ids, linksPointer = links)
            {
                ProgramQueryAttr attributes = new()
                {
                    TargetFd = target,
                    AttachType = attachType,
                    ProgIds = (ulong)idsPointer,
                    ProgCnt = (uint)room,
                    LinkIds = hasLinks ? (ulong)linksPointer : 0,
                };
                Errno errno = kernel.ProgramQuery(ref attributes).ToErrno();
                int count = (int)attributes.ProgCnt;
                if (errno == Errno.ENOSPC && count > room)
                {
                    room = count;
                    continue;
                }

                programs = errno == Errno.None
                    ? new() { Programs = [.. Enumerable.Range(0, count).Select(i => new BpfHookProgram { ProgramId = ids[i], LinkId = links[i] })], Revision = attributes.Revision }
                    : null;
                return errno;
            }
        }
    }
}
