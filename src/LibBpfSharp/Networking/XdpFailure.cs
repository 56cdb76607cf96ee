using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>Words what the kernel answered to the attaching of an XDP program; asks it further where the errno leaves the cause open.</summary>
internal static class XdpFailure
{
    public static BpfException OfLink(BpfProgram program, BpfInterface device, int index, XdpMode mode, Errno errno)
    {
        Kernel kernel = program.Handle.Kernel;
        if (errno is Errno.ENODEV or Errno.EINVAL && !NetworkInterfaces.Exists(kernel, index)) return NetworkInterfaces.NotFound(device, errno);
        if (errno == Errno.EINVAL && BpfFeatures.Of(kernel).Probe(BpfFeature.XdpLink) is { Verdict: BpfFeatureVerdict.NotSupported })
        {
            (string name, Version? since) = FeatureFacts.Of(BpfFeature.XdpLink);
            return new BpfNotSupportedException(name, since, errno, BpfCommand.LinkCreate, program.Name, $"Use {nameof(BpfProgram.AttachXdpByNetlink)}; the program then stays when the process ends.");
        }

        return Explain(
            kernel, program.Name, device, errno, BpfCommand.LinkCreate, mode, said: null, isExpected: false, () => Xdp.Query(kernel, new BpfInterface(index), withFeatures: false));
    }

    /// <param name="program">The program's name.</param>
    /// <param name="device">The interface.</param>
    /// <param name="reply">The kernel's answer.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="state">Asks what is there.</param>
    public static BpfException Of(string program, BpfInterface device, NetlinkReply reply, XdpByNetlinkOptions options, Func<XdpState> state)
    {
        if (reply.Errno == Errno.ENODEV) return NetworkInterfaces.NotFound(device, reply.Errno);
        return Explain(reply.Kernel, program, device, reply.Errno, null, options.Mode, reply.Text, options.Replaced is not null, state);
    }

    private static BpfException Explain(
        Kernel kernel, string program, BpfInterface device, Errno errno, BpfCommand? command, XdpMode mode, string? said, bool isExpected, Func<XdpState> state)
    {
        string place = $"XDP of interface {device}";
        string words = said is null ? "" : $"The kernel says: {said}. ";
        if (errno is Errno.EBUSY or Errno.EEXIST)
        {
            XdpState found = state();
            string there = found.ProgramIds.Count == 0 ? "no program is there" : $"program {string.Join(", ", found.ProgramIds)} is there (mode {found.Mode})";
            return NetworkFailure.OfAttach(
                kernel, program, place, errno, command, $"{words}In the way: {there}. Detach it, or have its owner give way.",
                isExpected ? BpfAttachError.UnexpectedProgram : BpfAttachError.TargetBusy);
        }

        string? hint = errno switch
        {
            Errno.EOPNOTSUPP => $"The driver has no XDP of mode {mode}. Use {nameof(XdpMode)}.{nameof(XdpMode.Generic)}.",
            Errno.EINVAL => "The program must be of type Xdp and not one for a device or CPU map; a driver may also refuse the interface's MTU or features, or a program that takes several buffers.",
            _ => null,
        };
        return NetworkFailure.OfAttach(kernel, program, place, errno, command, words + hint, errno == Errno.EOPNOTSUPP ? BpfAttachError.InvalidOptions : null);
    }
}
