using LibBpfSharp.Tool.Sandboxing;

namespace LibBpfSharp.Tool.Verify;

/// <summary>Judges every file, some at a time, each in a process of its own, and hands out their lines in the order of the files.</summary>
internal sealed class VerifyRun(VerifyOptions options, Action<string> print)
{
    private readonly object _gate = new();
    private readonly Dictionary<int, List<string>> _finished = [];
    private Exception? _fault;
    private int _next;
    private int _printed;

    /// <exception cref="BpfException">The namespaces the judging happens in are refused.</exception>
    public void Run()
    {
        print(RunLine.Of(options));
        Thread[] lanes = [.. Enumerable.Range(0, Math.Min(options.Jobs, options.Files.Count)).Select(_ => new Thread(RunLane))];
        foreach (Thread lane in lanes) lane.Start();
        foreach (Thread lane in lanes) lane.Join();
        if (_fault is not null) throw new BpfException(_fault.Message, _fault);
    }

    // Namespaces belong to a thread, and processes inherit those of the thread that starts them.
    private void RunLane()
    {
        try
        {
            Sandbox.Enter();
            for (int i = Take(); i < options.Files.Count; i = Take()) Finish(i, Judge(options.Files[i]));
        }
        catch (BpfException e)
        {
            lock (_gate)
            {
                _fault = e;
                _next = options.Files.Count;
            }
        }
    }

    private int Take()
    {
        lock (_gate) return _next++;
    }

    private List<string> Judge(string file)
    {
        List<string> lines = [];
        JudgeTask? task = new() { File = file, Name = options.NameOf(file), Options = options };
        while (task is not null)
        {
            using IDisposable bpfFs = Sandbox.MountBpfFs();
            JudgeProcess process = new(task);
            bool isDone = process.Run(lines.Add);

            // A program that ends its process costs one step: the next process goes on behind it.
            task = isDone || process.Reached.Stage != JudgeStage.Program
                ? null
                : task with { Stage = JudgeStage.Program, FirstProgram = process.Reached.Program + 1 };
        }

        return lines;
    }

    private void Finish(int index, List<string> lines)
    {
        lock (_gate)
        {
            _finished.Add(index, lines);
            while (_finished.Remove(_printed, out List<string>? ready))
            {
                ready.ForEach(print);
                _printed++;
            }
        }
    }
}
