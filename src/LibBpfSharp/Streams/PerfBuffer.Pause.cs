using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <content>Pausing, which is asked for by the user, and by each walk over an overwritable buffer.</content>
public sealed unsafe partial class PerfBuffer
{
    private readonly object _pauseGate = new();
    private bool _paused;
    private bool _walking;

    /// <summary>As the user wants it; what a walk keeps paused is resumed behind it.</summary>
    internal void SetPaused(bool paused)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(PerfBufferReader));
        lock (_pauseGate)
        {
            if (!_walking) Pause(paused);
            _paused = paused;
        }
    }

    private void PauseForWalk()
    {
        lock (_pauseGate)
        {
            if (!_paused) Pause(true);
            _walking = true;
        }
    }

    private void ResumeBehindWalk()
    {
        lock (_pauseGate)
        {
            _walking = false;
            if (!_paused && !_closed) Pause(false);
        }
    }

    private void Pause(bool paused)
    {
        Errno errno = _event.TryPauseOutput(paused);
        if (errno != Errno.None)
            throw new BpfException($"The perf buffer of '{_mapName}' on CPU {Cpu} cannot be {(paused ? "paused" : "resumed")}: {errno.Describe()}.", errno, objectName: _mapName);
    }
}
