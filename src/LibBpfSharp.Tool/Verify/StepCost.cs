using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>What a step cost, where that is asked for.</summary>
internal static class StepCost
{
    /// <summary>Adds <c>ms</c>, the whole load; <c>own</c>, its part outside bpf(2); <c>heap</c>, what is live afterwards in kilobytes.</summary>
    public static void AddTo(JsonLine line, JudgeSession session, LoadAttempt attempt)
    {
        if (!session.Task.Options.Cost) return;
        line.Number("ms", (long)attempt.Elapsed.TotalMilliseconds);
        line.Number("own", (long)(attempt.Elapsed - session.Tap.InKernel).TotalMilliseconds);
        line.Number("heap", GC.GetTotalMemory(forceFullCollection: true) / 1024);
    }
}
