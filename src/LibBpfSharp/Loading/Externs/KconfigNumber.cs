using System.Globalization;
using System.Text;

namespace LibBpfSharp.Loading.Externs;

/// <summary>Numbers as C's <c>strtoull</c> reads them with base 0.</summary>
internal static class KconfigNumber
{
    /// <summary>Reads decimal, <c>0x</c> hexadecimal and <c>0</c> octal numbers; a minus sign wraps at 64 bits.</summary>
    /// <returns>False if anything is left over, or the number is too large.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        string digits = Encoding.Latin1.GetString(text).TrimStart(' ', '\t');
        bool negative = digits.StartsWith('-');
        if (negative || digits.StartsWith('+')) digits = digits[1..];
        if (digits.Length == 0) return false;

        bool parsed = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : digits[0] == '0' ? TryParseOctal(digits, out value)
            : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        if (negative) value = unchecked(0 - value);
        return parsed;
    }

    private static bool TryParseOctal(string digits, out ulong value)
    {
        value = 0;
        foreach (char digit in digits)
        {
            if (digit is < '0' or > '7' || value >> 61 != 0) return false;
            value = (value << 3) | (uint)(digit - '0');
        }

        return true;
    }
}
