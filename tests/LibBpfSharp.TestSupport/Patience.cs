using System.Diagnostics;

namespace LibBpfSharp.TestSupport;

/// <summary>Ends a loop, or a wait, whose own end may never come: what it waits for is what the test is about.</summary>
public sealed class Patience
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>True for two minutes.</summary>
    /// <exception cref="TimeoutException">They are over.</exception>
    public bool Lasts => Stopwatch.GetElapsedTime(_start) < s_limit ? true : throw new TimeoutException($"What is waited for has not come within {s_limit.TotalMinutes} minutes.");

    /// <summary>Asks again and again for as long as the answer is no and there is time.</summary>
    /// <returns>The last answer.</returns>
    public static bool Until(Func<bool> condition, TimeSpan within) => SpinWait.SpinUntil(condition, within);
}
