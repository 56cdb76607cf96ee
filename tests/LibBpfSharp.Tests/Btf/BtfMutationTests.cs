using System.Buffers.Binary;
using LibBpfSharp.Btf;
using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport;
using LibBpfSharp.TestSupport.Mutation;

namespace LibBpfSharp.Tests.Btf;

public sealed class BtfMutationTests(ITestOutputHelper output)
{
    private const int TypeInputs = 30_000;
    private const int ExtensionInputs = 20_000;
    private const int Seed = 20_260_801;
    private const int HeaderSize = 24;

    private delegate List<MutationRegion> RegionsOf(ReadOnlySpan<byte> blob, bool littleEndian);

    [Fact]
    public void Broken_types_cost_one_exception_and_little_memory_and_time()
    {
        Run(".BTF"u8, TypeInputs, TypeRegions, PassHeader, raw => BtfVisitor.Visit(BtfSpec.Parse(raw)));

        static ReadOnlyMemory<byte> PassHeader(ReadOnlyMemory<byte> raw)
        {
            BtfHeader.Parse(raw.Span);
            return raw;
        }
    }

    [Fact]
    public void Broken_extensions_cost_one_exception_and_little_memory_and_time()
        => Run(".BTF.ext"u8, ExtensionInputs, ExtensionRegions, BtfExtensions.Parse, BtfVisitor.Visit);

    private void Run<T>(ReadOnlySpan<byte> section, int inputs, RegionsOf regions, Func<ReadOnlyMemory<byte>, T> open, Action<T> visit)
    {
        MutationReport all = MutationReport.None;
        int perObject = (inputs / BpfFixtures.Names.Count) + 1;
        foreach (string name in BpfFixtures.Names)
        {
            ElfFile file = ElfFile.Parse(BpfFixtures.Bytes(name));
            Assert.True(file.TryFindSection(section, out ElfSection found));
            byte[] blob = found.Data.ToArray();
            visit(open(blob));

            Mutator mutator = new(blob, regions(blob, file.IsLittleEndian), file.IsLittleEndian, Seed);
            MutationReport report = MutationRun.Run(mutator, perObject, open, visit);
            output.WriteLine($"{name} ({blob.Length:#,0} bytes): {report}");
            all += report;
        }

        output.WriteLine($"all: {all}");
        Assert.Empty(all.Failures);
        Assert.InRange(all.Inputs, inputs, 2 * inputs);
        Assert.InRange(all.PassedHeader, 0.30 * all.Inputs, 0.98 * all.Inputs);
        Assert.InRange(all.Accepted, 0.05 * all.Inputs, 0.95 * all.Inputs);
    }

    private static List<MutationRegion> TypeRegions(ReadOnlySpan<byte> blob, bool littleEndian)
    {
        int types = Number(blob, 8, littleEndian), typesLength = Number(blob, 12, littleEndian);
        int strings = Number(blob, 16, littleEndian), stringsLength = Number(blob, 20, littleEndian);
        return
        [
            new("header", 0, HeaderSize, 4),
            new("types", HeaderSize + types, typesLength, 4, 12),
            new("strings", HeaderSize + strings, stringsLength),
        ];
    }

    private static List<MutationRegion> ExtensionRegions(ReadOnlySpan<byte> blob, bool littleEndian)
    {
        int header = Number(blob, 4, littleEndian);
        return [new("header", 0, header, 4), new("records", header, blob.Length - header, 4, 6)];
    }

    private static int Number(ReadOnlySpan<byte> blob, int offset, bool littleEndian) => littleEndian
        ? BinaryPrimitives.ReadInt32LittleEndian(blob[offset..])
        : BinaryPrimitives.ReadInt32BigEndian(blob[offset..]);
}
