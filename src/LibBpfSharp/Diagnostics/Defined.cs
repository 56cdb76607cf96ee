using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>Refuses numbers that no member of an enumeration of this library's own has. What is passed to the kernel as it is, the kernel judges.</summary>
internal static class Defined
{
    /// <param name="value">The value.</param>
    /// <param name="name">The parameter it came in by.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is no member.</exception>
    public static T Require<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct, Enum
        => Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"There is no such {typeof(T).Name}.");
}
