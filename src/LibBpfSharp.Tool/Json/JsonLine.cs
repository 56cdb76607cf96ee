using System.Globalization;
using System.Text;

namespace LibBpfSharp.Tool.Json;

/// <summary>One line of output: a JSON object whose members stand in the order they are added, ASCII only.</summary>
internal sealed class JsonLine
{
    private readonly StringBuilder _text = new();

    public JsonLine(string kind) => Key("k", '{').Quote(kind);

    public JsonLine Text(string name, string value) => Key(name).Quote(value);

    /// <summary>A name, or the number that stands for one that is not known.</summary>
    public JsonLine Word(string name, string nameOrNumber) =>
        long.TryParse(nameOrNumber, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? Number(name, number) : Text(name, nameOrNumber);

    public JsonLine Number(string name, long value)
    {
        Key(name)._text.Append(value);
        return this;
    }

    public JsonLine NumberUnlessZero(string name, long value) => value == 0 ? this : Number(name, value);

    public JsonLine Hash(string name, ulong value)
    {
        Key(name)._text.Append(CultureInfo.InvariantCulture, $"\"{value:x16}\"");
        return this;
    }

    public JsonLine List(string name, IEnumerable<string> values)
    {
        Key(name)._text.Append('[');
        char before = '\0';
        foreach (string value in values)
        {
            if (before != '\0') _text.Append(before);
            Quote(value);
            before = ',';
        }

        _text.Append(']');
        return this;
    }

    /// <summary>A member that is an object of counts; nothing where every count is 0.</summary>
    public JsonLine Counts(string name, ReadOnlySpan<long> counts, Func<int, string> nameOf)
    {
        char before = '{';
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0) continue;
            if (before == '{') Key(name);
            _text.Append(before);
            Quote(nameOf(i))._text.Append(':').Append(counts[i]);
            before = ',';
        }

        if (before == ',') _text.Append('}');
        return this;
    }

    public override string ToString() => $"{_text}}}";

    private JsonLine Key(string name, char before = ',')
    {
        _text.Append(before);
        Quote(name)._text.Append(':');
        return this;
    }

    // Bytes beyond ASCII are escaped one by one, so that names that are no UTF-8 stay apart too.
    private JsonLine Quote(string value)
    {
        _text.Append('"');
        foreach (byte b in Encoding.UTF8.GetBytes(value))
        {
            if (b is (byte)'"' or (byte)'\\') _text.Append('\\').Append((char)b);
            else if (b is < 0x20 or >= 0x7f) _text.Append(CultureInfo.InvariantCulture, $"\\u{b:x4}");
            else _text.Append((char)b);
        }

        _text.Append('"');
        return this;
    }
}
