using System.Collections.ObjectModel;

namespace LibBpfSharp;

/// <summary>Attachments by name, in the order they were made.</summary>
internal sealed class OrderedAttachments
{
    private readonly Dictionary<string, IBpfAttachment> _byName = new(StringComparer.Ordinal);
    private readonly List<(string Name, IBpfAttachment Attachment)> _order = [];

    public OrderedAttachments() => ByName = new ReadOnlyDictionary<string, IBpfAttachment>(_byName);

    public IReadOnlyDictionary<string, IBpfAttachment> ByName { get; }

    public void Add(string name, IBpfAttachment attachment)
    {
        _byName.Add(name, attachment);
        _order.Add((name, attachment));
    }

    /// <summary>Hands all over to another owner.</summary>
    public void MoveTo(OrderedAttachments other)
    {
        foreach ((string name, IBpfAttachment attachment) in _order) other.Add(name, attachment);
        _order.Clear();
        _byName.Clear();
    }

    /// <summary>Hands one over to somebody else.</summary>
    /// <returns>Its name; <c>null</c> if it is not here.</returns>
    public string? Remove(IBpfAttachment attachment)
    {
        int index = _order.FindIndex(made => ReferenceEquals(made.Attachment, attachment));
        if (index < 0) return null;
        string name = _order[index].Name;
        _order.RemoveAt(index);
        _byName.Remove(name);
        return name;
    }

    /// <summary>Disposes of all, latest first.</summary>
    public void Clear()
    {
        _byName.Clear();
        while (_order.Count > 0)
        {
            IBpfAttachment latest = _order[^1].Attachment;
            _order.RemoveAt(_order.Count - 1);
            latest.Dispose();
        }
    }
}
