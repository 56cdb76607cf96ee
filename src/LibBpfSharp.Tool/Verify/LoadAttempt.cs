using System.Diagnostics;
using LibBpfSharp.Loading;
using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>One load of one object, and what became of it.</summary>
internal sealed class LoadAttempt
{
    private const int LongestHint = 160;

    private readonly Exception? _failure;
    private readonly LoadPlan? _plan;

    private LoadAttempt(Exception? failure, LoadPlan? plan, bool isPrepared, TimeSpan elapsed)
    {
        _failure = failure;
        _plan = plan;
        IsPrepared = isPrepared;
        Elapsed = elapsed;
        Errno = failure is null ? 0 : FailureErrno.Of(failure);
    }

    /// <summary>0, an errno, or an error number of libbpf.</summary>
    public int Errno { get; }

    public bool IsLoaded => Errno == 0;

    public TimeSpan Elapsed { get; }

    /// <summary>Whether everything before the first program went well.</summary>
    public bool IsPrepared { get; }

    /// <summary>What the verifier wrote of a rejected program.</summary>
    public BpfVerifierLog RejectionLog => (_failure as BpfVerifierException)?.Log ?? BpfVerifierLog.Empty;

    /// <summary>The programs as this load saw them.</summary>
    public IReadOnlyList<ProgramPlan> Programs => _plan?.Programs ?? [];

    /// <summary>The stage of a load that failed.</summary>
    public string Stage => IsPrepared ? "load" : "prepare";

    public static LoadAttempt Run(BpfObject target, KernelTap tap, Func<LoadPlan?> planOf)
    {
        tap.IsListening = true;
        long start = Stopwatch.GetTimestamp();
        Exception? failure = null;

        // libbpf refuses the other byte order in the load itself.
        bool isPrepared = target.Spec.IsLittleEndian != BitConverter.IsLittleEndian;
        try
        {
            if (!isPrepared) target.Prepare();
            isPrepared = true;
            target.Load();
        }
        catch (Exception e) when (e is BpfException or IOException or UnauthorizedAccessException)
        {
            failure = e;
        }

        tap.IsListening = false;
        return new LoadAttempt(failure, planOf(), isPrepared, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Adds <c>vl</c>, the verifier's last telling line, or <c>lw</c>, our own words: hints for people.</summary>
    public void AddWhy(JsonLine line)
    {
        if (_failure is null) return;
        if (TellingLine.LastOf(RejectionLog) is { } said) line.Text("vl", Cut(said));
        else line.Text("lw", Cut(_failure.Message.Split('\n')[0]));
    }

    private static string Cut(string text) => text.Length <= LongestHint ? text : text[..LongestHint];
}
