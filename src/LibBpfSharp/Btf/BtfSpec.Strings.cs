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
