using System.Text;

namespace LibBpfSharp.Loading.Externs;

/// <summary>Reads the text of a kernel configuration into the externs that ask for its values.</summary>
internal sealed class KconfigReader
{
    private readonly (byte[] Name, int Index)[] _wanted;
    private readonly KconfigImage _image;

    /// <summary>Prepares to fill <paramref name="image"/>.</summary>
    public KconfigReader(IReadOnlyList<ExternSpec> externs, KconfigImage image)
    {
        _image = image;
        _wanted = [.. externs
            .Select((target, index) => (target, index))
            .Where(pair => pair.target.Kind == ExternKind.Kconfig)
            .Select(pair => (Encoding.UTF8.GetBytes(pair.target.Name), pair.index))];
    }

    /// <summary>Reads configuration text: lines that begin with <c>CONFIG_</c>; all others are passed over.</summary>
    /// <exception cref="BpfRelocationException">A line has no value, or one its extern cannot hold.</exception>
    public void Read(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadLine(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[(end + 1)..];
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("CONFIG_"u8)) return;
        int separator = line.IndexOf((byte)'=');
        if (separator < 0 || separator == line.Length - 1)
            throw new BpfRelocationException($"The kernel configuration line '{Encoding.Latin1.GetString(line)}' has no value.", errno: Errno.EINVAL);

        ReadOnlySpan<byte> name = line[..separator];
        foreach ((byte[] wanted, int index) in _wanted)
        {
            if (!name.SequenceEqual(wanted)) continue;
            if (!_image.IsSet(index)) _image.SetText(index, line[(separator + 1)..]);
            return;
        }
    }
}
