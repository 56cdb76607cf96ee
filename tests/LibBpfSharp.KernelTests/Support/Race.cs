using System.Runtime.ExceptionServices;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Actions that begin at the same moment, each on a thread of its own, time and again.</summary>
/// <remarks>A round is over when all have ended. What an action throws is its outcome, which the round hands out.</remarks>
internal sealed class Race : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly Barrier _start;
    private readonly Barrier _end;
    private readonly Thread[] _threads;
    private readonly Exception?[] _outcomes;
    private Action[] _actions = [];
    private volatile bool _isOver;

    /// <param name="runners">How many actions a round has.</param>
    public Race(int runners)
    {
        _start = new(runners + 1);
        _end = new(runners + 1);
        _outcomes = new Exception?[runners];
        _threads = [.. Enumerable.Range(0, runners).Select(runner => new Thread(() => Run(runner)) { IsBackground = true })];
        foreach (Thread thread in _threads) thread.Start();
    }

    /// <summary>Lets the actions run.</summary>
    /// <returns>What each threw; <c>null</c> for one that ended well.</returns>
    public Exception?[] Run(params Action[] actions)
    {
        _actions = actions;
        Pass(_start);
        Pass(_end);
        return [.. _outcomes];
    }

    public void Dispose()
    {
        _isOver = true;
        Pass(_start);
        foreach (Thread thread in _threads) Assert.True(thread.Join(s_limit), "A thread of the race does not end.");
        _start.Dispose();
        _end.Dispose();
    }

    /// <summary>Throws what none of some kinds of outcome is.</summary>
    public static void Allow(IEnumerable<Exception?> outcomes, Func<Exception, bool> allowed)
    {
        if (outcomes.OfType<Exception>().FirstOrDefault(outcome => !allowed(outcome)) is { } other) ExceptionDispatchInfo.Throw(other);
    }

    private static void Pass(Barrier barrier) => Assert.True(barrier.SignalAndWait(s_limit), "The race hangs.");

    private void Run(int runner)
    {
        while (_start.SignalAndWait(s_limit) && !_isOver)
        {
            _outcomes[runner] = Record.Exception(_actions[runner]);
            _end.SignalAndWait(s_limit);
        }
    }
}
