namespace LibBpfSharp;

/// <content>
/// An overwritable buffer, which the kernel fills from its end to its start: the head is where the newest record is, and positions grow with age.
/// What a walk leaves behind comes first in the next one, before what is newer: so there is never more than one gap.
/// </content>
public sealed unsafe partial class PerfBuffer
{
    private ulong _newest;
    private ulong _newestRead;
    private ulong _restStart;
    private ulong _restEnd;
    private BackwardPart _part;

    private enum BackwardPart
    {
        None,
        Rest,
        New,
    }

    private void BeginBackward()
    {
        _newest = WindowStart = WindowLimit = Volatile.Read(ref *_head);
        _part = BackwardPart.None;
        _restEnd = Held(_restEnd);
        if (_restStart - _newest >= Size) _restStart = _restEnd;
    }

    private bool AdvanceBackward(ulong position)
    {
        if (_part is BackwardPart.None && _restStart != _restEnd)
        {
            (_part, WindowStart, WindowLimit) = (BackwardPart.Rest, _restStart, _restEnd);
        }
        else if (_part is not BackwardPart.New)
        {
            _restStart = _restEnd;
            (_part, WindowStart, WindowLimit) = (BackwardPart.New, _newest, Held(_newestRead));
        }
        else
        {
            WindowStart = position;
            return false;
        }

        WindowEnd = WindowLimit;
        return WindowStart != WindowLimit;
    }

    private void LeaveBackward(ulong position)
    {
        if (_part is BackwardPart.None) return;
        (_restStart, _restEnd) = (position, WindowLimit);
        if (_part is BackwardPart.New) _newestRead = _newest;
    }

    /// <summary>A position, or where what is overwritten begins, if that comes before it.</summary>
    private ulong Held(ulong position) => _newest + Math.Min(position - _newest, Size);
}
