using System.Globalization;

namespace LibBpfSharp.Networking;

/// <summary>A network interface, by its index or by its name: a number or a text converts to it.</summary>
/// <remarks>Both mean an interface of the network namespace that the calling thread is in when it is used. Names are looked up then; alternative names count (Linux 5.5).</remarks>
public readonly record struct BpfInterface
{
    /// <summary>The interface with an index.</summary>
    /// <param name="index">The index, from 1 up, as <c>if_nametoindex(3)</c> and <c>ip link</c> tell it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not above 0.</exception>
    public BpfInterface(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(index);
        Index = index;
    }

    /// <summary>The interface with a name.</summary>
    /// <param name="name">The name, or an alternative one.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public BpfInterface(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The index; 0 if the interface is given by name.</summary>
    public int Index { get; }

    /// <summary>The name; <c>null</c> if the interface is given by index.</summary>
    public string? Name { get; }

    /// <summary>The interface with an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not above 0.</exception>
    public static implicit operator BpfInterface(int index) => new(index);

    /// <summary>The interface with a name.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static implicit operator BpfInterface(string name) => new(name);

    /// <summary>The name in quotation marks, or the index.</summary>
    public override string ToString() => Name is null ? Index.ToString(CultureInfo.InvariantCulture) : $"'{Name}'";
}
