using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A network interface, by its index or by its name: a number or a text converts to it.</summary>
/// <remarks>
/// Both mean an interface of the network namespace that the calling thread is in when it is used. Names are looked up then; alternative names count (Linux 5.5).
/// What the kernel tells of an interface is its <see cref="Index"/>.
/// </remarks>
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

    /// <summary>What the kernel tells: <c>null</c> for 0, which stands for none.</summary>
    internal static BpfInterface? Told(uint index) => index == 0 ? null : new((int)index);

    /// <summary>The index, looked up by the name where that is what was given.</summary>
    /// <exception cref="ArgumentException">Neither was given.</exception>
    /// <exception cref="BpfException">No interface has the name (ENODEV), or it cannot be looked up.</exception>
    internal uint IndexIn(Kernel kernel)
    {
        Errno errno = TryFind(kernel, out int index, out string refusal);
        return errno == Errno.None ? (uint)index : throw new BpfException(refusal, errno, objectName: Name);
    }

    /// <inheritdoc cref="InterfaceLookup.TryFind"/>
    /// <exception cref="ArgumentException">Neither index nor name was given.</exception>
    internal Errno TryFind(Kernel kernel, out int index, out string refusal)
    {
        if (Name is not null) return InterfaceLookup.TryFind(kernel, Name, out index, out refusal);
        (index, refusal) = (Index, "");
        return Index > 0 ? Errno.None : throw new ArgumentException("No interface is given.");
    }

    /// <summary>The name in quotation marks, or the index.</summary>
    public override string ToString() => Name is null ? Index.ToString(CultureInfo.InvariantCulture) : $"'{Name}'";
}
