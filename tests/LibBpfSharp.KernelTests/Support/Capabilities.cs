using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Gives up capabilities, for child processes that show what happens without them.</summary>
internal static partial class Capabilities
{
    public const int NetAdmin = 12;
    public const int SysAdmin = 21;
    public const int Bpf = 39;

    private const uint Version3 = 0x20080522;

    /// <summary>Takes capabilities from the calling thread, for good.</summary>
    public static void Drop(params ReadOnlySpan<int> capabilities)
    {
        Header header = new() { Version = Version3 };
        Sets[] sets = new Sets[2];
        Assert.Equal(0, Get(ref header, sets));
        foreach (int capability in capabilities)
        {
            ref Sets word = ref sets[capability / 32];
            uint others = ~(1u << (capability % 32));
            word.Effective &= others;
            word.Permitted &= others;
        }

        Assert.Equal(0, Set(ref header, sets));
    }

    [LibraryImport("libc", EntryPoint = "capget")]
    private static partial int Get(ref Header header, [In, Out] Sets[] sets);

    [LibraryImport("libc", EntryPoint = "capset")]
    private static partial int Set(ref Header header, Sets[] sets);

    private struct Header
    {
        public uint Version;
        public int ProcessId;
    }

    private struct Sets
    {
        public uint Effective;
        public uint Permitted;
        public uint Inheritable;
    }
}
