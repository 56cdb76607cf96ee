using System.Globalization;

namespace LibBpfSharp.Layouts;

/// <summary>A leaf of a type's layout: a number, a pointer, or several of them side by side.</summary>
/// <param name="Name">The path to it: <c>source.port</c>.</param>
/// <param name="Offset">Where it begins, in bytes from the start of the type.</param>
/// <param name="Size">Bytes of one.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many there are side by side.</param>
public readonly record struct BpfFieldLayout(string Name, int Offset, int Size, BpfFieldKind Kind, int Count = 1)
{
    /// <summary>The leaf as it is shown in messages.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Offset,4}: {Name} ({Kind.ToString().ToLowerInvariant()}, {Size} bytes{(Count == 1 ? "" : $" × {Count}")})");
}
