using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>System call numbers of the architecture the process runs on.</summary>
internal static class SystemCallNumbers
{
    private static readonly short[] s_table = TableFor(RuntimeInformation.ProcessArchitecture);

    public static nint Of(SystemCall call) => s_table[(int)call];

    private static short[] TableFor(Architecture architecture) => architecture switch
    {
        Architecture.X64 => [321, 3, 72, 16, 257, 263, 258, 137, 165, 9, 11, 298, 291, 233, 232, 290, 303, 302, 41, 49, 44, 45, 54, 55],
        _ => throw new PlatformNotSupportedException($"No system call numbers are known for {architecture}."),
    };
}
