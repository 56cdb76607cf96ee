using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport;
using LibBpfSharp.TestSupport.Mutation;

namespace LibBpfSharp.Tests.Elf;

public sealed class ElfMutationTests(ITestOutputHelper output)
{
    private const int Inputs = 20_000;
    private const int Seed = 20_260_730;

    private static readonly string[] s_objects = ["counter", "counter.be", "globals", "globals.be", "maps", "subprograms", "sections", "sections.be"];

    [Fact]
    public void Broken_files_cost_one_exception_and_little_memory_and_time()
    {
        MutationReport all = MutationReport.None;
        foreach (string name in s_objects)
        {
            byte[] image = BpfFixtures.Bytes(name);
            Mutator mutator = new(image, ElfRegions.Of(image), ElfFile.Parse(image).IsLittleEndian, Seed);
            MutationReport report = MutationRun.Run(mutator, Inputs / s_objects.Length, ElfFile.Parse, file => ElfVisitor.Visit(file));
            output.WriteLine($"{name} ({image.Length:#,0} bytes): {report}");
            all += report;
        }

        output.WriteLine($"all: {all}");
        Assert.Empty(all.Failures);
        Assert.Equal(Inputs, all.Inputs);
        Assert.InRange(all.PassedHeader, 0.30 * Inputs, 0.95 * Inputs);
        Assert.InRange(all.Accepted, 0.05 * Inputs, 0.95 * Inputs);
    }

    [Fact]
    public void Every_object_is_read_to_the_end_as_it_was_compiled()
    {
        foreach (string name in BpfFixtures.Names)
            Assert.NotEqual(0UL, ElfVisitor.Visit(ElfFile.Parse(BpfFixtures.Bytes(name))));
    }
}
