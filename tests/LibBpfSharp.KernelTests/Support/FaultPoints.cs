using System.Globalization;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>
/// At which of an action's system calls a test has it fail: at each. Where <c>LIBBPFSHARP_FAULT_STRIDE</c> is N, at every Nth, from one that
/// differs between kernels: an emulated processor takes a hundred times as long, and what is tested lies above the kernel.
/// </summary>
internal static class FaultPoints
{
    private static readonly int s_stride = int.Parse(Environment.GetEnvironmentVariable("LIBBPFSHARP_FAULT_STRIDE") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>False if some calls are passed over.</summary>
    public static bool AreAll => s_stride == 1;

    /// <summary>The first call, for one that counts on until nothing fails any more.</summary>
    public static int First => 1 + (Environment.OSVersion.Version.Minor % s_stride);

    /// <summary>The call after one.</summary>
    public static int After(int call) => call + s_stride;

    /// <summary>Those behind the first <paramref name="passedOver"/> calls, up to the last.</summary>
    public static IEnumerable<int> Of(int calls, int passedOver = 0)
    {
        for (int call = passedOver + First; call <= calls; call = After(call)) yield return call;
    }

    /// <summary>How many must be seen where all calls would show <paramref name="count"/>.</summary>
    public static int Share(int count) => count / s_stride;
}
