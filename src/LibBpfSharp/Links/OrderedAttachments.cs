using System.Collections.ObjectModel;

namespace LibBpfSharp;

/// <summary>Attachments by name, in the order they were made.</summary>
internal sealed class OrderedAttachments
{
    private readonly Dictionary<string, IBpfAttachment> _byName = new(StringComparer.Ordinal);
    private readonly Stack<IBpfAttachment> _order = new();

    public OrderedAttachments() => ByName = new ReadOnlyDictionary<string, IBpfAttachment>(_byName);

    public IReadOnlyDictionary<string, IBpfAttachment> ByName { get; }

    public void Add(string name, IBpfAttachment attachment)
    {
        _byName.Add(name, attachment);
        _order.Push(attachment);
    }

    /// <summary>Hands all over to another owner.</summary>
    public void MoveTo(OrderedAttachments other)
    {
        foreach (IBpfAttachment attachment in _order.Reverse()) other._order.Push(attachment);
        foreach ((string name, IBpfAttachment attachment) in _byName) other._byName.Add(name, attachment);
        _order.Clear();
        _byName.Clear();
    }

    /// <summary>Disposes of all, latest first.</summary>
    public void Clear()
    {
        _byName.Clear();
        while (_order.TryPop(out IBpfAttachment? attachment)) attachment.Dispose();
    }
}
