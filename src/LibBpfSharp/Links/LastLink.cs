namespace LibBpfSharp;

/// <summary>What is left to do when an attachment ends that several link objects may hold: the last of them does it.</summary>
/// <param name="clean">Does it.</param>
internal sealed class LastLink(Action clean)
{
    private readonly object _gate = new();
    private int _links = 1;
    private bool _goesOn;

    /// <summary>The same for one more link, made of one that has not left.</summary>
    public LastLink Share()
    {
        lock (_gate) _links++;
        return this;
    }

    /// <summary>A link is closed.</summary>
    /// <param name="detaches">Whether it let the attachment end, as far as it went; if one of them did not, it goes on.</param>
    public void Leave(bool detaches)
    {
        lock (_gate)
        {
            _goesOn |= !detaches;
            if (--_links == 0 && !_goesOn) clean();
        }
    }
}
