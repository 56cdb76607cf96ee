using System.Globalization;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>
/// In a process that has loaded nothing yet and may lock <see cref="LimitBytes"/>: loads one program of an object with a map of so many
/// elements, prints each call it made, then the limit it has afterwards.
/// </summary>
internal static partial class FreshLoader
{
    public const ulong LimitBytes = 65536;

    private const int MemlockResource = 8;

    public static void Play(string[] arguments)
    {
        ulong[] limits = [LimitBytes, LimitBytes];
        Assert.Equal(0, SetLimit(0, MemlockResource, limits, null));
        RecordingKernel kernel = new(Kernel.Running);
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("counter"), new() { Kernel = kernel });
        bpf.Programs["count_egress"].AutoLoad = false;
        BpfMap map = bpf.Maps["counters"];
        (map.PinPath, map.MaxEntries) = (null, uint.Parse(arguments[0], CultureInfo.InvariantCulture));
        bpf.Load();
        foreach (RecordedCall call in kernel.Calls.Where(call => call.Call is not SystemCall.Close)) Console.WriteLine(call);
        Assert.Equal(0, SetLimit(0, MemlockResource, null, limits));
        Console.WriteLine(limits[0]);
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int process, int resource, ulong[]? wanted, [Out] ulong[]? had);
}
