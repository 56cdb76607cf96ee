using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace LibBpfSharp.Loading.Externs;

/// <summary>Finds the addresses of named symbols in <c>/proc/kallsyms</c>.</summary>
/// <remarks>A line is <c>address type name [module]</c>. Source: <c>kernel/kallsyms.c</c>.</remarks>
internal sealed class KallsymsReader
{
    private readonly Dictionary<uint, int> _byHash = [];
    private readonly byte[][] _names;
    private readonly ulong?[] _addresses;

    /// <summary>Prepares to look for names.</summary>
    public KallsymsReader(IReadOnlyList<string> names)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _addresses = new ulong?[_names.Length];
        for (int i = 0; i < _names.Length; i++) _byHash.TryAdd(Hash(_names[i]), i);
    }

    /// <summary>The addresses found, in the order of the names; <c>null</c> for a name the table lacks.</summary>
    public IReadOnlyList<ulong?> Addresses => _addresses;

    /// <summary>Reads the whole table.</summary>
    /// <exception cref="BpfRelocationException">A line is malformed, or a name has two addresses.</exception>
    public void Read(Stream table)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int filled = 0;
            for (int read; (read = table.Read(buffer, filled, buffer.Length - filled)) > 0;)
            {
                filled += read;
                int used = ReadLines(buffer.AsSpan(0, filled));
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (filled == buffer.Length) throw Malformed(buffer.AsSpan(0, 80));
            }

            if (filled > 0) ReadLine(buffer.AsSpan(0, filled));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int ReadLines(ReadOnlySpan<byte> text)
    {
        int at = 0;
        for (int end; (end = text[at..].IndexOf((byte)'\n')) >= 0; at += end + 1) ReadLine(text.Slice(at, end));
        return at;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty) return;
        if (!Utf8Parser.TryParse(line, out ulong address, out int digits, 'x') || line.Length < digits + 4) throw Malformed(line);
        byte type = line[digits + 1];
        ReadOnlySpan<byte> name = line[(digits + 3)..];
        int end = name.IndexOfAny((byte)' ', (byte)'\t');
        if (end >= 0) name = name[..end];

        // Link-time optimisation renames static data; the part before the suffix is the name in the source.
        int suffix = type == 'd' ? name.IndexOf(".llvm."u8) : -1;
        if (suffix >= 0) name = name[..suffix];
        if (_byHash.TryGetValue(Hash(name), out int index) && FindExact(name, index) is >= 0 and int found) Record(found, address);
    }

    private void Record(int index, ulong address)
    {
        if (_addresses[index] is { } known && known != address)
        {
            throw new BpfRelocationException(
                $"The kernel symbol '{Encoding.UTF8.GetString(_names[index])}' is ambiguous: it is at 0x{known:x} and at 0x{address:x}.",
                errno: Errno.EINVAL);
        }

        _addresses[index] = address;
    }

    private int FindExact(ReadOnlySpan<byte> name, int likely)
    {
        if (name.SequenceEqual(_names[likely])) return likely;
        for (int i = 0; i < _names.Length; i++)
        {
            if (name.SequenceEqual(_names[i])) return i;
        }

        return -1;
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261;
        foreach (byte letter in name) hash = (hash ^ letter) * 16777619;
        return hash;
    }

    private static BpfRelocationException Malformed(ReadOnlySpan<byte> line)
        => new($"The kernel's symbol table has a line that cannot be read: '{Encoding.UTF8.GetString(line)}'.", errno: Errno.EINVAL);
}
