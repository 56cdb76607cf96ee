using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Waits for what the kernel does in its own time and announces to nobody.</summary>
internal static class Eventually
{
    public static void True(Func<bool> condition, TimeSpan? within = null)
        => Assert.True(Patience.Until(condition, within ?? TimeSpan.FromSeconds(10)), "It did not become true in time.");
}
