using LibBpfSharp.Interop;

namespace LibBpfSharp.Benchmarks;

/// <summary>The object whose programs fill a ring buffer when they are run by call.</summary>
internal sealed unsafe class RingProducer : IDisposable
{
    private readonly BpfObject _object;
    private readonly BpfProgram _program;

    public RingProducer(string file, string program, uint ringSize, uint recordSize)
    {
        _object = BpfObject.Open(file);
        foreach (BpfProgram candidate in _object.Programs) candidate.AutoLoad = candidate.Name == program;
        _object.Maps["events"].MaxEntries = ringSize;
        _object.Load();
        _program = _object.Programs[program];
        _object.Variables["size"].Set(recordSize);
    }

    public BpfMap Map => _object.Maps["events"];

    public ulong Drops => _object.Variables["drops"].Get<ulong>();

    public ulong Produced => _object.Variables["produced"].Get<ulong>();

    public void SetBatch(uint records) => _object.Variables["batch"].Set(records);

    public void Run()
    {
        byte* packet = stackalloc byte[64];
        TestRunAttr attributes = new() { DataIn = (ulong)packet, DataSizeIn = 64, Repeat = 1 };
        nint result = _program.Handle.ProgramTestRun(ref attributes);
        if (result < 0) throw new InvalidOperationException($"The producer does not run: {result.ToErrno()}.");
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
