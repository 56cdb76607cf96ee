using System.Buffers.Binary;

namespace LibBpfSharp.Loading.Externs;

/// <summary>The value of a <c>.kconfig</c> map being filled in: each extern once, the first value given wins.</summary>
/// <param name="externs">The object's externs.</param>
/// <param name="littleEndian">Byte order of the machine the object is for.</param>
internal sealed class KconfigImage(IReadOnlyList<ExternSpec> externs, bool littleEndian)
{
    private readonly bool[] _isSet = new bool[externs.Count];

    /// <summary>The bytes, laid out as the externs' offsets say.</summary>
    public byte[] Bytes { get; } = new byte[SizeOf(externs)];

    /// <summary>Whether an extern has its value.</summary>
    public bool IsSet(int index) => _isSet[index];

    /// <summary>Takes zero for the value of every extern that has none yet.</summary>
    public void LeaveZero() => Array.Fill(_isSet, true);

    /// <summary>Whether any configuration extern still has none.</summary>
    public bool IsIncomplete
    {
        get
        {
            for (int i = 0; i < externs.Count; i++)
            {
                if (externs[i].Kind == ExternKind.Kconfig && !_isSet[i]) return true;
            }

            return false;
        }
    }

    /// <summary>Stores a number the loader computes, such as <c>LINUX_KERNEL_VERSION</c>.</summary>
    /// <exception cref="BpfRelocationException">The extern's type cannot hold it.</exception>
    public void SetNumber(int index, ulong value) => SetNumber(index, value, Errno.ERANGE);

    /// <summary>Stores what a line of configuration text says: <c>y</c>, <c>m</c>, <c>n</c>, a quoted string or a number.</summary>
    /// <exception cref="BpfRelocationException">The extern's type cannot hold it, or the text is malformed.</exception>
    public void SetText(int index, ReadOnlySpan<byte> text)
    {
        switch (text[0])
        {
            case (byte)'y' or (byte)'m' or (byte)'n':
                SetTristate(index, (char)text[0]);
                break;
            case (byte)'"':
                SetString(index, text);
                break;
            default:
                if (!KconfigNumber.TryParse(text, out ulong number)) throw Mismatch(index, $"'{Latin(text)}' is not a number");
                if (externs[index].Kconfig.Type is not (KconfigType.Int or KconfigType.Char))
                    throw Mismatch(index, $"the value {Latin(text)} needs an integer");
                SetNumber(index, number, Errno.EINVAL);
                break;
        }
    }

    private void SetNumber(int index, ulong value, Errno tooLarge)
    {
        KconfigSpec kconfig = externs[index].Kconfig;
        if (kconfig.Type is not (KconfigType.Int or KconfigType.Char or KconfigType.Bool))
            throw Mismatch(index, $"the value {value} needs an integer, character or boolean");
        if (kconfig.Type == KconfigType.Bool && value > 1) throw Mismatch(index, $"the value {value} is not boolean");
        if (!Fits(value, kconfig)) throw Mismatch(index, $"the value {value} does not fit {kconfig.Size} bytes", tooLarge);
        Store(index, value, kconfig.Size);
    }

    private void SetTristate(int index, char answer)
    {
        KconfigSpec kconfig = externs[index].Kconfig;
        switch (kconfig.Type)
        {
            case KconfigType.Bool when answer == 'm':
                throw Mismatch(index, "the value 'm' needs a tristate or a character");
            case KconfigType.Bool:
                Store(index, answer == 'y' ? 1ul : 0, size: 1);
                break;
            case KconfigType.Tristate:
                const ulong No = 0, Yes = 1, Module = 2; // enum libbpf_tristate
                Store(index, answer switch { 'y' => Yes, 'm' => Module, _ => No }, sizeof(int));
                break;
            case KconfigType.Char:
                Store(index, answer, size: 1);
                break;
            default:
                throw Mismatch(index, $"the value '{answer}' needs a boolean, tristate or character");
        }
    }

    private void SetString(int index, ReadOnlySpan<byte> text)
    {
        KconfigSpec kconfig = externs[index].Kconfig;
        if (kconfig.Type != KconfigType.CharArray) throw Mismatch(index, $"the value {Latin(text)} needs an array of characters");
        if (text.Length < 2 || text[^1] != '"') throw Mismatch(index, $"the string {Latin(text)} has no closing quote");

        // The array keeps room for its terminator; what does not fit is cut.
        ReadOnlySpan<byte> content = text[1..^1];
        content[..Math.Min(content.Length, kconfig.Size - 1)].CopyTo(Bytes.AsSpan(kconfig.DataOffset));
        _isSet[index] = true;
    }

    private void Store(int index, ulong value, int size)
    {
        Span<byte> wide = stackalloc byte[sizeof(ulong)];
        if (littleEndian) BinaryPrimitives.WriteUInt64LittleEndian(wide, value);
        else BinaryPrimitives.WriteUInt64BigEndian(wide, value);
        (littleEndian ? wide[..size] : wide[^size..]).CopyTo(Bytes.AsSpan(externs[index].Kconfig.DataOffset));
        _isSet[index] = true;
    }

    private static bool Fits(ulong value, in KconfigSpec kconfig)
    {
        int bits = kconfig.Size * 8;
        if (bits == 64) return true;
        return kconfig.IsSigned ? unchecked(value + (1ul << (bits - 1))) < 1ul << bits : value >> bits == 0;
    }

    private static int SizeOf(IReadOnlyList<ExternSpec> externs) => externs
        .Where(target => target.Kind == ExternKind.Kconfig)
        .Select(target => target.Kconfig.DataOffset + target.Kconfig.Size)
        .DefaultIfEmpty()
        .Max();

    private static string Latin(ReadOnlySpan<byte> text) => System.Text.Encoding.Latin1.GetString(text);

    private BpfRelocationException Mismatch(int index, string problem, Errno errno = Errno.EINVAL)
        => new($"The configuration extern '{externs[index].Name}' cannot be filled: {problem}.", errno: errno);
}
