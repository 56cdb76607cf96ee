using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a netfilter program by a link, in the network namespace the calling thread is in. Linux 6.4.</summary>
    /// <param name="options">Family, hook, priority and flags.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetBusy"/>: a program with the same priority is there; <see cref="BpfAttachError.TooManyPrograms"/>;
    /// <see cref="BpfAttachError.InvalidOptions"/>: the kernel takes not this family, hook, priority or flag; <see cref="BpfAttachError.ProgramMismatch"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no netfilter links.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public NetfilterLink AttachNetfilter(NetfilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        BpfProgramHandle handle = Handle;
        LinkCreateAttr attributes = new()
        {
            AttachType = BpfAttachType.Netfilter,
            Netfilter = new() { Pf = (uint)options.Family, Hooknum = (uint)options.Hook, Priority = options.Priority, Flags = (uint)options.Flags },
        };
        Errno errno = handle.TryLink(ref attributes, out BpfLinkHandle link);
        if (errno == Errno.None) return Kept(new NetfilterLink(link, rooted: true));

        using HookTarget hook = new(handle.Kernel, BpfAttachType.Netfilter, $"netfilter hook {options.Hook} of {options.Family} with priority {options.Priority}");
        bool isNetfilter = Type == BpfProgramType.Netfilter;
        throw errno switch
        {
            Errno.EBUSY => NetworkFailure.OfAttach(hook.Kernel, Name, hook.Place, errno, BpfCommand.LinkCreate, "A program with the same priority is there. Choose another."),
            Errno.EAFNOSUPPORT or Errno.EOPNOTSUPP or Errno.ERANGE or Errno.EPROTO => Refused(hook, errno, "The kernel takes not this family, hook, priority or flag."),
            Errno.EINVAL when isNetfilter && BpfFeatures.Of(handle.Kernel).Probe(BpfFeature.NetfilterLink).IsSupported
                => Refused(hook, errno, "The kernel takes not this hook, flag or priority; defragmentation takes a priority above −400."),
            _ => HookFailure.OfAttach(hook, handle, errno, BpfCommand.LinkCreate, default),
        };
    }

    private BpfException Refused(HookTarget hook, Errno errno, string hint)
        => NetworkFailure.OfAttach(hook.Kernel, Name, hook.Place, errno, BpfCommand.LinkCreate, hint, BpfAttachError.InvalidOptions);
}
