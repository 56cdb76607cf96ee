using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>A kernel that keeps the BTF it is given, and takes only what <paramref name="accepts"/> allows.</summary>
internal sealed unsafe class BtfKernel(Kernel inner, Func<BtfSpec, bool>? accepts = null) : Kernel
{
    /// <summary>The BTF it took, oldest first.</summary>
    public List<BtfSpec> Taken { get; } = [];

    /// <summary>Whether it knows the tag <c>arg:ctx</c>: a program of the kind that asks for it is refused if not.</summary>
    public bool KnowsContextTag { get; init; } = true;

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        BpfCommand? command = RecordedCall.CommandOf(call, a);
        if (command == BpfCommand.ProgLoad && !KnowsContextTag && ((ProgramLoadAttr*)b)->ProgType == BpfProgramType.Kprobe) return -(nint)Errno.EACCES;
        if (command != BpfCommand.BtfLoad) return inner.Invoke(call, a, b, c, d, e, f);

        BtfLoadAttr* attributes = (BtfLoadAttr*)b;
        BtfSpec spec = BtfSpec.Parse(new ReadOnlySpan<byte>((void*)attributes->Btf, (int)attributes->BtfSize).ToArray());
        if (accepts?.Invoke(spec) == false) return -(nint)Errno.EINVAL;
        nint result = inner.Invoke(call, a, b, c, d, e, f);
        if (result >= 0) Taken.Add(spec);
        return result;
    }
}
