using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>The running kernel made to answer about cgroups as an older one would: what that one does not know never reaches it.</summary>
internal sealed unsafe class OlderKernel(int major, int minor) : Kernel
{
    private readonly Version _version = new(major, minor);

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        if (call != SystemCall.Bpf) return Running.Invoke(call, a, b, c, d, e, f);
        if (IsUnknown((BpfCommand)a, b)) return -(nint)Errno.EINVAL;

        nint result = Running.Invoke(call, a, b, c, d, e, f);
        if ((BpfCommand)a == BpfCommand.ProgQuery && IsBefore(6, 17)) ((ProgramQueryAttr*)b)->Revision = 0;
        return result;
    }

    private bool IsBefore(int otherMajor, int otherMinor) => _version < new Version(otherMajor, otherMinor);

    private bool IsUnknown(BpfCommand command, nint attributes) => command switch
    {
        BpfCommand.LinkCreate => IsBefore(5, 7) || (IsBefore(6, 17) && ((LinkCreateAttr*)attributes)->Flags != BpfAttachFlags.None),
        BpfCommand.LinkDetach => IsBefore(5, 9),
        BpfCommand.ProgQuery => IsBefore(6, 0) && ((ProgramQueryAttr*)attributes)->ProgAttachFlags != 0,
        BpfCommand.ProgAttach => IsBefore(6, 15) && ((ProgramAttachAttr*)attributes)->AttachFlags.HasFlag(BpfAttachFlags.Preorder),
        _ => false,
    };
}
