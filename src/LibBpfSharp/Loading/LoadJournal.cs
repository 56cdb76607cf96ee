namespace LibBpfSharp.Loading;

/// <summary>What a load has made so far, so that a failure can take it back, latest first.</summary>
internal sealed class LoadJournal
{
    private readonly Stack<Action> _undo = new();

    internal void Made(IDisposable made) => _undo.Push(made.Dispose);

    internal void Made(Action undo) => _undo.Push(undo);

    internal void TakeBack()
    {
        while (_undo.TryPop(out Action? undo)) undo();
    }
}
