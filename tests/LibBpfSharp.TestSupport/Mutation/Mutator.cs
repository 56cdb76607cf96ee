using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace LibBpfSharp.TestSupport.Mutation;

/// <summary>Changes an input in the ways that break parsers; the same seed and number give the same bytes, on every machine.</summary>
/// <param name="original">The well-formed input.</param>
/// <param name="regions">Where changes go; the whole input where empty.</param>
/// <param name="littleEndian">Byte order of the numbers written.</param>
/// <param name="seed">Names the series.</param>
public sealed class Mutator(byte[] original, IReadOnlyList<MutationRegion> regions, bool littleEndian, int seed)
{
    private const int MostChanges = 4;

    private readonly MutationRegion[] _regions = regions.Count == 0
        ? [new MutationRegion("all", 0, original.Length)]
        : [.. regions.Where(region => region.Length > 0)];

    /// <summary>The input of a number.</summary>
    public Mutant Create(int number)
    {
        Random random = new(unchecked((seed * 1_000_003) + number));
        List<byte> bytes = [.. original];
        StringBuilder description = new();
        for (int left = random.Next(1, MostChanges + 1); left > 0 && bytes.Count > 0; left--)
            description.Append(description.Length == 0 ? "" : "; ").Append(Change(random, bytes));
        return new Mutant(number, [.. bytes], description.ToString());
    }

    private string Change(Random random, List<byte> bytes)
    {
        MutationRegion region = Choose(random);
        int start = Math.Min(region.Start, bytes.Count - 1);
        int length = Math.Min(region.Length, bytes.Count - start);
        int at = start + random.Next(length);
        string place = string.Create(CultureInfo.InvariantCulture, $"{region.Name}+{at - start}");
        switch (random.Next(20))
        {
            case 0:
                bytes.RemoveRange(at, bytes.Count - at);
                return $"cut at {place}";
            case 1:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 65)));
                return $"remove at {place}";
            case 2:
                bytes.InsertRange(at, bytes.GetRange(start, Math.Min(length, random.Next(1, 65))));
                return $"repeat at {place}";
            case 3:
                Splice(random, bytes, at);
                return $"splice at {place}";
            case < 9:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return $"flip at {place}";
            default:
                return WriteNumber(random, bytes, start, at, place, region.Alignment);
        }
    }

    private MutationRegion Choose(Random random)
    {
        int ticket = random.Next(_regions.Sum(region => region.Weight));
        return _regions.First(region => (ticket -= region.Weight) < 0);
    }

    private static void Splice(Random random, List<byte> bytes, int at)
    {
        int length = Math.Min(random.Next(1, 129), bytes.Count - at);
        List<byte> source = bytes.GetRange(random.Next(bytes.Count - length + 1), length);
        for (int index = 0; index < length; index++)
            bytes[at + index] = source[index];
    }

    private string WriteNumber(Random random, List<byte> bytes, int start, int at, string place, int alignment)
    {
        int size = random.Next(4) switch { 0 => 2, 1 => 8, _ => 4 };
        at -= (at - start) % Math.Min(alignment, size);
        if (at + size > bytes.Count)
        {
            bytes[at] = (byte)random.Next(256);
            return $"byte at {place}";
        }

        Span<byte> number = stackalloc byte[8];
        Span<byte> field = number[..size];
        for (int index = 0; index < size; index++)
            field[index] = bytes[at + index];
        ulong value = Interesting(random, Read(field), bytes.Count);
        BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        if (!littleEndian)
            field.Reverse();
        for (int index = 0; index < size; index++)
            bytes[at + index] = field[index];
        return string.Create(CultureInfo.InvariantCulture, $"0x{value:x} in {size} bytes at {place}");
    }

    private ulong Read(ReadOnlySpan<byte> field)
    {
        ulong value = 0;
        for (int index = 0; index < field.Length; index++)
            value |= (ulong)field[littleEndian ? index : field.Length - 1 - index] << (8 * index);
        return value;
    }

    private static ulong Interesting(Random random, ulong old, int length) => random.Next(14) switch
    {
        0 => 0,
        1 => 1,
        2 => ulong.MaxValue,
        3 => int.MaxValue,
        4 => 0x8000_0000,
        5 => 0xFF00 + (ulong)random.Next(0x100),
        6 => (ulong)length,
        7 => (ulong)length - 1,
        8 => (ulong)random.Next(length),
        9 => old + 1,
        10 => old - 1,
        11 => old << random.Next(1, 9),
        12 => 1UL << random.Next(64),
        _ => (ulong)random.NextInt64(),
    };
}
