using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Loading;

/// <summary>Kernels that objects are loaded into in tests.</summary>
internal static class LoadingKernel
{
    /// <summary>A kernel that takes everything, recorded.</summary>
    public static RecordingKernel Accepting() => new(Fake());

    /// <summary>A fixture to be loaded into a kernel, its maps not pinned.</summary>
    public static BpfObject Open(string fixture, Kernel kernel)
    {
        BpfObject bpf = BpfObject.Open(BpfFixtures.Path(fixture), new BpfObjectOptions { Kernel = kernel });
        foreach (BpfMap map in bpf.Maps) map.PinPath = null;
        return bpf;
    }

    /// <summary>A kernel that takes everything and gives out descriptors.</summary>
    public static unsafe ScriptedKernel Fake(Func<ProgramLoadAttr, nint>? load = null)
    {
        int next = 10;
        return new ScriptedKernel((call, command, attributes, _) => call switch
        {
            SystemCall.Bpf => (BpfCommand)command switch
            {
                BpfCommand.ProgLoad when load?.Invoke(*(ProgramLoadAttr*)attributes) is { } result and < 0 => result,
                BpfCommand.MapCreate or BpfCommand.BtfLoad or BpfCommand.ProgLoad => next++,
                _ => 0,
            },
            SystemCall.Mmap => -(nint)Errno.ENODEV, // nothing is there to look at
            _ => 0,
        });
    }
}
