using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>Keeps the calling thread on one CPU until disposed, so that a test knows which buffer its programs write to.</summary>
internal sealed unsafe partial class PinnedThread : IDisposable
{
    private const int MaskBytes = 1024;

    private readonly byte[] _before = new byte[MaskBytes];

    private PinnedThread(int cpu)
    {
        Cpu = cpu;
        fixed (byte* before = _before) Assert.True(GetAffinity(0, MaskBytes, before) >= 0);
        byte[] mask = new byte[MaskBytes];
        mask[cpu / 8] = (byte)(1 << cpu % 8);
        Set(mask);
    }

    public int Cpu { get; }

    public static PinnedThread Here() => new(CurrentCpu());

    public static PinnedThread On(int cpu) => new(cpu);

    public void Dispose() => Set(_before);

    private static void Set(byte[] mask)
    {
        fixed (byte* pointer = mask) Assert.Equal(0, SetAffinity(0, MaskBytes, pointer));
    }

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int CurrentCpu();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint size, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, byte* mask);
}
