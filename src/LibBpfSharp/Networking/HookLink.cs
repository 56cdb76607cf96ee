using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>Makes links at hooks.</summary>
internal static class HookLink
{
    /// <summary><c>BPF_LINK_CREATE</c> at a hook.</summary>
    /// <param name="target">The hook, which stays the caller's.</param>
    /// <param name="program">The program.</param>
    /// <param name="request">Position in the list, for hooks that have one.</param>
    public static BpfLinkHandle Create(HookTarget target, BpfProgramHandle program, ListRequest request = default)
    {
        request = target.Settle(request, BpfCommand.LinkCreate);
        if (target.IsMisplaced) throw HookFailure.OfAttach(target, program, Errno.EINVAL, BpfCommand.LinkCreate, request);
        using HandleHold hold = new(target.Descriptor);
        using HandleHold anchor = new(request.Position?.AnchorHandle);
        LinkCreateAttr attributes = new()
        {
            TargetFd = target.Descriptor is null ? target.InterfaceIndex : hold.Descriptor,
            AttachType = target.AttachType,
            Flags = request.Flags,
            Ordered = new() { RelativeFd = HookTarget.AnchorField(request, anchor), ExpectedRevision = request.ExpectedRevision ?? 0 },
        };
        Errno errno = program.TryLink(ref attributes, out BpfLinkHandle link);
        return errno == Errno.None ? link : throw HookFailure.OfAttach(target, program, errno, BpfCommand.LinkCreate, request);
    }

    /// <summary>What is attached to a hook; the hook is disposed.</summary>
    public static BpfHookPrograms Query(HookTarget target)
    {
        using (target)
        {
            Errno errno = target.Query(out BpfHookPrograms? programs);
            return programs ?? throw HookFailure.OfQuery(target, errno);
        }
    }
}
