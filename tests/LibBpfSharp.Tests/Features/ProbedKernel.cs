using System.Text;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Features;

/// <summary>A kernel whose answers to probes a test gives, command by command; descriptors are numbered from 100.</summary>
internal sealed unsafe class ProbedKernel
{
    public static readonly PermissionFacts Root = new() { EffectiveCapabilities = ulong.MaxValue, InInitialUserNamespace = true, SeccompMode = 0, Lockdown = "none" };

    private nint _next = 100;

    public ProbedKernel(PermissionFacts? facts = null)
    {
        Kernel = new(new ScriptedKernel(Answer));
        Features = new(Kernel, () => facts ?? Root);
    }

    public RecordingKernel Kernel { get; }

    public BpfFeatures Features { get; }

    /// <summary>What a command is refused with; <see cref="Errno.None"/> lets it pass.</summary>
    public Func<BpfCommand, Errno> Refuse { get; set; } = _ => Errno.None;

    /// <summary>What the load of a program is refused with, and what the verifier says.</summary>
    public Func<ProgramLoadAttr, (Errno Errno, string Log)> Load { get; set; } = _ => (Errno.None, string.Empty);

    /// <summary>What making a map is refused with.</summary>
    public Func<MapCreateAttr, Errno> Make { get; set; } = _ => Errno.None;

    /// <summary>What making a link is refused with.</summary>
    public Func<LinkCreateAttr, Errno> Link { get; set; } = _ => Errno.None;

    /// <summary>What any other system call is refused with.</summary>
    public Errno OtherCalls { get; set; }

    private nint Answer(SystemCall call, nint a, nint b, nint c)
    {
        if (call is SystemCall.Close) return 0;
        if (call is not SystemCall.Bpf) return -(nint)OtherCalls;

        var command = (BpfCommand)a;
        Errno errno = Refuse(command);
        if (errno is Errno.None)
        {
            errno = command switch
            {
                BpfCommand.ProgLoad => Verify((ProgramLoadAttr*)b),
                BpfCommand.MapCreate => Make(*(MapCreateAttr*)b),
                BpfCommand.LinkCreate => Link(*(LinkCreateAttr*)b),
                _ => Errno.None,
            };
        }

        if (errno is not Errno.None) return -(nint)errno;
        return command is BpfCommand.ProgLoad or BpfCommand.MapCreate or BpfCommand.LinkCreate or BpfCommand.BtfLoad ? _next++ : 0;
    }

    private Errno Verify(ProgramLoadAttr* attributes)
    {
        (Errno errno, string log) = Load(*attributes);
        if (attributes->LogSize > 0) Encoding.UTF8.GetBytes(log + '\0', new Span<byte>((void*)attributes->LogBuf, (int)attributes->LogSize));
        return errno;
    }
}
