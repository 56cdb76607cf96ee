namespace LibBpfSharp.Benchmarks;

/// <summary>The object whose programs fill a ring buffer when they are run by call.</summary>
internal sealed class RingProducer : IDisposable
{
    private readonly BpfObject _object;
    private readonly BpfProgram _program;

    public RingProducer(string file, string program, uint ringSize, uint recordSize)
    {
        _object = BpfObject.Open(file);
        _object.Maps["requests"].AutoCreate = program == "drain";
        _object.Maps["requests"].MaxEntries = ringSize;
        foreach (BpfProgram candidate in _object.Programs) candidate.AutoLoad = candidate.Name == program;
        _object.Maps["events"].MaxEntries = ringSize;
        _object.Load();
        _program = _object.Programs[program];
        _object.Variables["size"].Set(recordSize);
    }

    public BpfMap Map => _object.Maps["events"];

    /// <summary>The map of the perf buffers.</summary>
    public BpfMap Samples => _object.Maps["samples"];

    /// <summary>The map of the user ring buffer.</summary>
    public BpfMap Requests => _object.Maps["requests"];

    /// <summary>The map of the object's variables, an array of one element.</summary>
    public BpfMap Data => _object.Variables["batch"].Map;

    public ulong Drops => _object.Variables["drops"].Get<ulong>();

    public ulong Produced => _object.Variables["produced"].Get<ulong>();

    public void SetBatch(uint records) => _object.Variables["batch"].Set(records);

    public void Run() => _program.TestRun(new BpfTestRunOptions { Data = stackalloc byte[64] });

    /// <summary>Has the program make so many records.</summary>
    public void Emit(uint records)
    {
        SetBatch(records);
        Run();
    }

    /// <summary>Runs on a thread of its own as fast as it goes until disposed.</summary>
    public IDisposable RunWithoutPause() => new Race(this);

    public void Dispose() => _object.Dispose();

    private sealed class Race : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _stopped;

        public Race(RingProducer producer)
        {
            _thread = new Thread(() =>
            {
                while (!_stopped) producer.Run();
            });
            _thread.Start();
        }

        public void Dispose()
        {
            _stopped = true;
            _thread.Join();
        }
    }
}
