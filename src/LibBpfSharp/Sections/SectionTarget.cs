using System.Globalization;

namespace LibBpfSharp;

/// <summary>Reads the place to attach to out of a section's name.</summary>
internal static class SectionTarget
{
    /// <summary><c>function[+offset]</c>. What follows a name and is no number is passed over, as libbpf does.</summary>
    /// <returns><c>null</c> where there is no name.</returns>
    public static (string Function, long Offset)? Function(string target)
    {
        int length = LengthOf(target, static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.');
        if (length == 0) return null;
        return (target[..length], Number(target.AsSpan(length), out long offset) > 0 ? offset : 0);
    }

    /// <summary>A pattern of functions.</summary>
    /// <returns><c>null</c> where there is none.</returns>
    public static string? Pattern(string target)
    {
        int length = LengthOf(target, static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '*' or '?');
        return length == 0 ? null : target[..length];
    }

    /// <summary><c>file:function</c>.</summary>
    /// <returns><c>null</c> where one of the two is missing.</returns>
    public static (string File, string Function)? OfFile(string target)
    {
        int colon = target.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || colon == target.Length - 1 ? null : (target[..colon], target[(colon + 1)..]);
    }

    /// <summary><c>file:provider:name</c>. What follows another colon is passed over, as libbpf does.</summary>
    /// <returns><c>null</c> where one of the three is missing.</returns>
    public static (string File, string Provider, string Name)? OfProbe(string target)
        => target.Split(':') is [{ Length: > 0 } file, { Length: > 0 } provider, { Length: > 0 } name, ..] ? (file, provider, name) : null;

    /// <summary><c>function[+offset]</c> of a file, whose names may hold any letters: only a number that ends the text is an offset.</summary>
    public static (string Function, long Offset) OfSymbol(string symbol)
    {
        int plus = symbol.LastIndexOf('+');
        if (plus < 0) return (symbol, 0);
        int length = Number(symbol.AsSpan(plus + 1), out long offset);
        return length > 0 && plus + 1 + length == symbol.Length ? (symbol[..plus], offset) : (symbol, 0);
    }

    private static int LengthOf(string text, Func<char, bool> isPart)
    {
        int length = 0;
        while (length < text.Length && isPart(text[length])) length++;
        return length;
    }

    /// <summary>A number at the start of a text, in C's notation: sign, <c>0x</c>, or a leading zero for octal.</summary>
    /// <returns>How many letters it has; 0 where there is no number.</returns>
    private static int Number(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        int at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        int radix = 10;
        if (text[at..].StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text.Length > at + 2 && char.IsAsciiHexDigit(text[at + 2])) (radix, at) = (16, at + 2);
        else if (at < text.Length && text[at] == '0') radix = 8;

        int start = at;
        for (int digit; at < text.Length && (digit = DigitOf(text[at])) >= 0 && digit < radix; at++) number = unchecked((number * radix) + digit);
        if (text.Length > 0 && text[0] == '-') number = -number;
        return at == start ? 0 : at;
    }

    private static int DigitOf(char letter)
        => char.IsAsciiHexDigit(letter) ? int.Parse([letter], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : -1;
}
