using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport;
using LibBpfSharp.TestSupport.Mutation;
using LibBpfSharp.Tests.Elf;

namespace LibBpfSharp.Tests.Objects;

public sealed class ObjectMutationTests(ITestOutputHelper output)
{
    private const int InputsPerObject = 1_200;
    private const int Seed = 20_260_731;

    [Fact]
    public void Opening_a_broken_object_costs_one_exception_and_little_memory_and_time()
    {
        MutationReport all = MutationReport.None;
        foreach (string name in BpfFixtures.Names)
        {
            byte[] image = BpfFixtures.Bytes(name);
            Mutator mutator = new(image, Regions(image), ElfFile.Parse(image).IsLittleEndian, Seed);
            MutationReport report = MutationRun.Run(mutator, InputsPerObject, bytes => BpfObjectSpec.Parse(bytes, name), Visit);
            output.WriteLine($"{name} ({image.Length:#,0} bytes): {report}");
            all += report;
        }

        output.WriteLine($"all: {all}");
        Assert.Empty(all.Failures);
        Assert.InRange(all.Accepted, 0.05 * all.Inputs, 0.95 * all.Inputs);
    }

    /// <summary>What an object is made of: instructions, maps, types and the tables that tie them together.</summary>
    private static List<MutationRegion> Regions(byte[] image)
    {
        List<MutationRegion> regions = ElfRegions.Of(image);
        ElfFile file = ElfFile.Parse(image);
        for (int index = 1; index < file.SectionCount; index++)
        {
            ElfSection section = file.GetSection(index);
            if (section.Type == ElfSectionType.ProgBits && !section.NameStartsWith(".debug"u8))
                regions.Add(new MutationRegion(section.Name, (int)section.Offset, (int)section.Size, 4, section.NameStartsWith(".BTF"u8) ? 10 : 2));
        }

        return regions;
    }

    private static void Visit(BpfObjectSpec spec)
    {
        foreach (BpfProgramSpec program in spec.Programs)
            Assert.NotNull(program.Name);
        foreach (BpfMapSpec map in spec.Maps)
            Assert.NotNull(map.Name);
        foreach (BpfVariableSpec variable in spec.Variables)
            Assert.NotNull(variable.Name);
    }
}
