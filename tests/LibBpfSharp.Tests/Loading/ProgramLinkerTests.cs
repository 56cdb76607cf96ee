using LibBpfSharp.Instructions;
using LibBpfSharp.Loading;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Loading;

public sealed class ProgramLinkerTests
{
    private static readonly BpfObjectSpec s_spec = BpfObjectSpec.Open(BpfFixtures.Path("subprograms"));

    [Theory]
    [InlineData("nested", "nested four_times twice")]
    [InlineData("same_section", "same_section twice is_short")]
    [InlineData("callback", "callback each twice is_marked")]
    [InlineData("filter", "filter is_long")]
    public void Subprograms_follow_depth_first_at_first_use(string program, string expected)
    {
        LinkedProgram linked = Link(program);
        Assert.Equal(expected, string.Join(' ', linked.Functions.Select(f => f.Spec.Name)));
        Assert.Equal(linked.Functions.Sum(f => f.Spec.Instructions.Length), linked.Instructions.Length);
    }

    [Theory]
    [InlineData("nested")]
    [InlineData("same_section")]
    [InlineData("callback")]
    public void Every_call_and_address_leads_to_the_first_slot_of_a_function(string program)
    {
        LinkedProgram linked = Link(program);
        int found = 0;
        for (int slot = 0; slot < linked.Instructions.Length; slot++)
        {
            BpfInstruction instruction = linked.Instructions[slot];
            if (!instruction.IsPseudoCall && !instruction.LoadsFunction) continue;
            found++;
            Assert.Contains(linked.Functions, f => f.Start == slot + instruction.Immediate + 1);
        }

        Assert.True(found >= 2);
    }

    [Fact]
    public void A_recursive_function_is_appended_once()
    {
        BpfInstruction call = new(BpfOpcode.Call, source: BpfPseudo.Call, immediate: -1);
        FunctionSpec loop = Function(1, "loop", 2, isSubprogram: true, [call, new(BpfOpcode.Exit)]);
        FunctionSpec entry = Function(0, "entry", 1, isSubprogram: false, [call, new(BpfOpcode.Exit)], new RelocationSpec(0, RelocationKind.Call, -1, 0, 0));
        LinkedProgram linked = Link([entry, loop], entry);
        Assert.Equal(["entry", "loop"], linked.Functions.Select(f => f.Spec.Name));
        Assert.Equal(1, linked.Instructions[0].Immediate);
        Assert.Equal(-1, linked.Instructions[2].Immediate);
    }

    [Fact]
    public void A_hundred_thousand_nested_calls_need_no_stack()
    {
        const int Depth = 100_000;
        FunctionSpec[] functions = new FunctionSpec[Depth + 1];
        BpfInstruction next = new(BpfOpcode.Call, source: BpfPseudo.Call, immediate: 1);
        for (int i = 0; i < Depth; i++)
            functions[i + 1] = Function(i + 1, $"f{i}", 2, isSubprogram: true, [i == Depth - 1 ? new(BpfOpcode.Exit) : next, new(BpfOpcode.Exit)], section: i * 2);
        functions[0] = Function(0, "entry", 1, isSubprogram: false, [new(BpfOpcode.Call, source: BpfPseudo.Call, immediate: -1), new(BpfOpcode.Exit)], new RelocationSpec(0, RelocationKind.Call, -1, 0, 0));
        Assert.Equal(Depth + 1, Link(functions, functions[0]).Functions.Length);
    }

    [Fact]
    public void A_call_to_where_no_function_is_names_caller_and_instruction()
    {
        FunctionSpec entry = Function(0, "entry", 1, isSubprogram: false, [new(BpfOpcode.Call, source: BpfPseudo.Call, immediate: 40), new(BpfOpcode.Exit)]);
        BpfRelocationException e = Assert.Throws<BpfRelocationException>(() => Link([entry], entry));
        Assert.Equal(("entry", 0), (e.ObjectName, e.InstructionIndex));
    }

    [Fact]
    public void Function_and_line_information_moves_along()
    {
        LinkedProgram linked = Link("callback", withInfo: true);
        Assert.Equal(linked.Functions.Select(f => f.Start), Slots(linked.FunctionInfo));
        int[] lines = Slots(linked.LineInfo);
        Assert.Equal(lines.Order(), lines);
        foreach (LinkedFunction function in linked.Functions) Assert.Contains(function.Start, lines);
    }

    [Fact]
    public void A_source_line_is_found_for_an_instruction_of_a_subprogram()
    {
        LinkedProgram linked = Link("nested", withInfo: true);
        LinkedFunction twice = linked.Functions.Single(f => f.Spec.Name == "twice");
        BpfSourceLine? line = new SourceLines(linked, s_spec.Btf!).Find(twice.Start);
        Assert.EndsWith("subprograms.bpf.c", line!.File);
        Assert.Contains("twice(int value)", line.Text);
        Assert.Null(new SourceLines(linked, s_spec.Btf!).Find(linked.Instructions.Length));
    }

    private static int[] Slots(InfoRecords records)
        => [.. Enumerable.Range(0, records.Count).Select(i => BitConverter.ToInt32(records.Bytes, i * records.RecordSize))];

    private static LinkedProgram Link(string program, bool withInfo = false)
    {
        ProgramInfoLinker? info = withInfo ? new ProgramInfoLinker(s_spec.Btf!, s_spec.BtfExtensions!) : null;
        return new ProgramLinker(s_spec, Array.ConvertAll(s_spec.Functions, f => f.Instructions), info).Link(s_spec.Programs[program].Function);
    }

    private static LinkedProgram Link(FunctionSpec[] functions, FunctionSpec entry)
    {
        BpfObjectSpec spec = new("made", new([], "program", p => p.Name), new([], "map", m => m.Name), new([], "variable", v => v.Name))
        {
            Functions = functions,
            TextSectionIndex = 2,
        };
        return new ProgramLinker(spec, Array.ConvertAll(functions, f => f.Instructions), info: null).Link(entry);
    }

    private static FunctionSpec Function(int index, string name, int sectionIndex, bool isSubprogram, BpfInstruction[] instructions, RelocationSpec? relocation = null, int section = 0) => new()
    {
        Name = name,
        Index = index,
        SectionIndex = sectionIndex,
        SectionName = isSubprogram ? ".text" : "socket",
        SectionInstruction = section,
        Instructions = instructions,
        IsSubprogram = isSubprogram,
        Relocations = relocation is { } one ? [one] : [],
    };
}
