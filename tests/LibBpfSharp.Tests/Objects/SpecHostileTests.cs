using LibBpfSharp.TestSupport.Mutation;
using static LibBpfSharp.Tests.Objects.HostileObject;

namespace LibBpfSharp.Tests.Objects;

/// <summary>Objects built to cost the square of their size, or far more memory than they are large.</summary>
public sealed class SpecHostileTests(ITestOutputHelper output)
{
    private const int Many = 20_000;

    [Fact]
    public void Many_programs()
    {
        HostileObject built = new();
        uint code = built.AddCode("socket", Many * 2);
        for (uint index = 0; index < Many; index++)
            built.AddSymbol(built.AddSymbolName($"p{index:x}"), GlobalFunction, code, index * 16, 16);
        Assert.Equal(Many, Opened(built).Programs.Count);
    }

    [Fact]
    public void Many_names_of_one_long_function()
    {
        HostileObject built = new();
        uint code = built.AddCode("socket", Many);
        uint name = built.AddSymbolName("p");
        for (uint index = 0; index < Many; index++)
            built.AddSymbol(name, GlobalFunction, code, 0, Many * 8);
        Refused(built, "the functions overlap");
    }

    [Fact]
    public void Many_optional_sections_of_one_long_name()
    {
        HostileObject built = new();
        uint code = built.AddCode("?" + new string('s', 500_000), Many * 2);
        uint name = built.AddSymbolName("p");
        for (uint index = 0; index < Many; index++)
            built.AddSymbol(name, GlobalFunction, code, index * 16, 16);
        Assert.False(Opened(built).Programs[0].AutoLoad);
    }

    [Fact]
    public void Many_relocations_of_one_function()
    {
        HostileObject built = new();
        uint code = built.AddCode("socket", Many * 2);
        uint data = built.AddSection(".data", new byte[8]);
        built.AddSymbol(built.AddSymbolName("p"), GlobalFunction, code, 0, Many * 16);
        uint symbol = built.AddSymbol(built.AddSymbolName("v"), GlobalVariable, data);
        built.AddRelocations(".relsocket", code, [.. Enumerable.Range(0, Many).SelectMany(index => built.Relocation((ulong)index * 16, symbol))]);
        Assert.Equal(Many, Opened(built).Programs[0].Function.Relocations.Length);
    }

    [Fact]
    public void Many_maps_are_opened_up_to_a_limit()
    {
        Assert.Equal(4096, Opened(Maps(4096)).Maps.Count);
        Refused(Maps(4097), "4096 are the most");
        Refused(Maps(Many), "4096 are the most");
    }

    [Fact]
    public void Many_maps_of_one_definition_of_many_attributes() => Assert.Equal(3000, Opened(Maps(3000, attributes: 60_000)).Maps.Count);

    [Fact]
    public void A_map_that_is_declared_many_times()
    {
        HostileObject built = new();
        uint section = built.AddSection(".maps", new byte[8]);
        uint variable = Map(built, section, 0, Definition(built, 1));
        built.AddType(Datasec, built.AddTypeName(".maps"), Many, 8, [.. Enumerable.Repeat((uint[])[variable, 0, 8], Many).SelectMany(entry => entry)]);
        Refused(built, "declared twice");
    }

    [Fact]
    public void Many_kernel_variables()
    {
        HostileObject built = new();
        uint type = built.AddType(Int, built.AddTypeName("int"), 0, 4, 32);
        List<uint> entries = [];
        for (int index = 0; index < Many; index++)
        {
            string name = $"k{index:x}";
            built.AddSymbol(built.AddSymbolName(name), GlobalUntyped, 0);
            entries.AddRange([built.AddType(Var, built.AddTypeName(name), 0, type, 2), 0, 4]);
        }
        built.AddType(Datasec, built.AddTypeName(".ksyms"), Many, 0, [.. entries]);
        Assert.Equal(Many, Opened(built).Externs.Length);
    }

    [Fact]
    public void Many_kernel_functions_of_one_prototype_of_many_parameters()
    {
        HostileObject built = new();
        uint type = built.AddType(Int, built.AddTypeName("int"), 0, 4, 32);
        uint prototype = built.AddType(FuncProto, 0, 60_000, type, [.. Enumerable.Repeat((uint[])[0, type], 60_000).SelectMany(parameter => parameter)]);
        List<uint> entries = [];
        for (int index = 0; index < Many; index++)
        {
            string name = $"k{index:x}";
            built.AddSymbol(built.AddSymbolName(name), GlobalUntyped, 0);
            entries.AddRange([built.AddType(Func, built.AddTypeName(name), 2, prototype), 0, 0]);
        }
        built.AddType(Datasec, built.AddTypeName(".ksyms"), Many, 0, [.. entries]);
        Assert.Equal(Many, Opened(built).Externs.Length);
    }

    [Fact]
    public void Many_data_sections_of_one_name_and_many_static_variables()
    {
        HostileObject built = new();
        for (int index = 0; index < 4000; index++)
            built.AddSection(".data", [1]);
        uint type = built.AddType(Int, built.AddTypeName("int"), 0, 4, 32);
        uint variable = built.AddType(Var, built.AddTypeName("v"), 0, type, 0);
        built.AddType(Datasec, built.AddTypeName(".data"), 40_000, 1, [.. Enumerable.Repeat((uint[])[variable, 0, 1], 40_000).SelectMany(entry => entry)]);

        BpfObjectSpec spec = Opened(built);
        Assert.Equal(4000, spec.Maps.Count);
        Assert.Single(spec.Variables);
    }

    [Fact]
    public void Many_struct_ops_sections_of_one_name()
    {
        HostileObject built = new();
        for (int index = 0; index < Many; index++)
            built.AddSection(".struct_ops", [1]);
        uint type = built.AddType(Struct, built.AddTypeName("ops"), 0, 0);
        uint[] entries = [.. Enumerable.Range(0, 1000).SelectMany(index => (uint[])[built.AddType(Var, 1, 0, type, 0), 0, 0])];
        built.AddType(Datasec, built.AddTypeName(".struct_ops"), 1000, 1, entries);
        Refused(built, "twice");
    }

    [Fact]
    public void More_data_sections_in_BTF_than_in_the_file()
    {
        HostileObject built = new();
        for (int index = 0; index < Many; index++)
            built.AddType(Datasec, built.AddTypeName($".{index:x}"), 0, 1);
        Refused(built, "data sections");
    }

    [Fact]
    public void A_type_of_kind_zero()
    {
        HostileObject built = Maps(1);
        built.AddType(0);
        Refused(built, "kind");
    }

    [Fact]
    public void Many_variables_that_share_a_long_name()
    {
        HostileObject built = new();
        uint data = built.AddSection(".data", new byte[8]);
        uint symbolName = built.AddSymbolName(new string('v', 200_000));
        uint typeName = built.AddTypeName(new string('v', 200_000));
        uint type = built.AddType(Int, built.AddTypeName("int"), 0, 4, 32);
        List<uint> entries = [];
        for (int index = 0; index < Many; index++)
        {
            built.AddSymbol(symbolName, GlobalVariable, data);
            built.AddSymbol(symbolName, GlobalUntyped, 0);
            entries.AddRange([built.AddType(Var, typeName, 0, type, 0), 0, 4]);
        }
        built.AddType(Datasec, built.AddTypeName(".data"), Many, 8, [.. entries]);
        Refused(built, "has no BTF");
    }

    private static HostileObject Maps(int count, int attributes = 1)
    {
        HostileObject built = new();
        uint section = built.AddSection(".maps", new byte[count * 8]);
        uint definition = Definition(built, attributes);
        List<uint> entries = [];
        for (uint index = 0; index < count; index++)
            entries.AddRange([Map(built, section, index, definition), index * 8, 8]);
        built.AddType(Datasec, built.AddTypeName(".maps"), (uint)count, 0, [.. entries]);
        return built;
    }

    private static uint Map(HostileObject built, uint section, uint index, uint definition)
    {
        built.AddSymbol(built.AddSymbolName($"m{index:x}"), GlobalVariable, section, index * 8, 8);
        return built.AddType(Var, built.AddTypeName($"m{index:x}"), 0, definition, 1);
    }

    private static uint Definition(HostileObject built, int attributes)
    {
        uint type = built.AddType(Int, built.AddTypeName("int"), 0, 4, 32);
        uint pointer = built.AddType(Ptr, 0, 0, built.AddType(HostileObject.Array, 0, 0, 0, type, type, 2));
        uint name = built.AddTypeName("type");
        return built.AddType(Struct, 0, (uint)attributes, 8, [.. Enumerable.Repeat((uint[])[name, pointer, 0], attributes).SelectMany(member => member)]);
    }

    private void Refused(HostileObject built, string message)
    {
        byte[] image = built.ToArray();
        Assert.Equal(0, Measure(image).Accepted);
        BpfObjectFormatException refused = Assert.Throws<BpfObjectFormatException>(() => BpfObjectSpec.Parse(image, "hostile"));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Message.Length < 1000);
    }

    private BpfObjectSpec Opened(HostileObject built)
    {
        byte[] image = built.ToArray();
        BpfObjectSpec spec = BpfObjectSpec.Parse(image, "hostile");
        Assert.Equal(1, Measure(image).Accepted);
        return spec;
    }

    private MutationReport Measure(byte[] image)
    {
        MutationReport report = MutationRun.Measure(
            new Mutant(0, image, $"{image.Length:#,0} bytes"), bytes => BpfObjectSpec.Parse(bytes, "hostile"), spec => Assert.False(spec.Variables.Contains("absent")));
        output.WriteLine($"{image.Length:#,0} bytes: {report}");
        Assert.Empty(report.Failures);
        return report;
    }
}
