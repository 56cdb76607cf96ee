using System.Text;

namespace LibBpfSharp.Btf;

/// <content>Names.</content>
public sealed partial class BtfSpec
{
    /// <summary>One more than the highest string offset, those of <see cref="Base"/> included.</summary>
    internal uint StringEnd => _firstStringOffset + (uint)_strings.Length;

    /// <summary>The first string offset that lies in this blob's own string section.</summary>
    internal uint FirstStringOffset => _firstStringOffset;

    /// <summary>The string at an offset, those of <see cref="Base"/> coming first.</summary>
    /// <exception cref="BpfObjectFormatException">The offset is beyond the string section.</exception>
    public string GetString(uint offset) => Encoding.UTF8.GetString(GetStringBytes(offset));

    /// <summary>The bytes of the string at an offset, without the closing zero.</summary>
    /// <exception cref="BpfObjectFormatException">The offset is beyond the string section.</exception>
    public ReadOnlySpan<byte> GetStringBytes(uint offset)
    {
        ReadOnlySpan<byte> text = TextAt(offset);
        return text[..text.IndexOf((byte)0)];
    }

    /// <summary>The string section from an offset on; the string there ends at the first zero.</summary>
    internal ReadOnlySpan<byte> TextAt(uint offset)
    {
        if (offset < _firstStringOffset) return Base!.TextAt(offset);
        if (offset >= StringEnd)
            throw BtfErrors.At($"string offset {offset} is beyond the {StringEnd} bytes of strings", Header.Strings.Start.Value);

        return _strings.Span[(int)(offset - _firstStringOffset)..];
    }

    /// <summary>The offset of the first string equal to the given one, which is not empty.</summary>
    internal bool TryFindString(ReadOnlySpan<byte> text, out uint offset)
    {
        if (Base is not null && Base.TryFindString(text, out offset)) return true;

        ReadOnlySpan<byte> strings = _strings.Span;
        int at = 0;
        while (at + text.Length < strings.Length)
        {
            int found = strings[at..].IndexOf(text);
            if (found < 0) break;
            at += found;
            bool starts = at == 0 || strings[at - 1] == 0;
            if (starts && at + text.Length < strings.Length && strings[at + text.Length] == 0)
            {
                offset = _firstStringOffset + (uint)at;
                return true;
            }

            at++;
        }

        offset = 0;
        return false;
    }

    private void CheckStrings()
    {
        ReadOnlySpan<byte> strings = _strings.Span;
        int start = Header.Strings.Start.Value;
        if (strings.IsEmpty)
        {
            if (Base is null) throw BtfErrors.At("the string section is empty", start);
            return;
        }

        if (strings[^1] != 0) throw BtfErrors.At("the string section does not end with a zero", start + strings.Length - 1);
        if (Base is null && strings[0] != 0)
            throw BtfErrors.At("the string section does not start with an empty string: this is split BTF, and needs the BTF it goes on from", start);
        if ((long)_firstStringOffset + strings.Length > int.MaxValue) throw BtfErrors.At("more strings than an offset can tell apart", start);
    }
}
