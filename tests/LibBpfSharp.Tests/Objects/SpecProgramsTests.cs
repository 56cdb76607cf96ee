using LibBpfSharp.Instructions;
using LibBpfSharp.Loading;

namespace LibBpfSharp.Tests.Objects;

public sealed class SpecProgramsTests
{
    [Fact]
    public void Reads_the_section_of_each_program()
    {
        BpfObjectSpec spec = Specs.Open("section_names");
        Assert.Equal(
            [
                ("probed", "kprobe/do_unlinkat+4", BpfProgramType.Kprobe, null, "do_unlinkat+4", true),
                ("entered", "fentry.s/bpf_testmod:bpf_fentry_test1", BpfProgramType.Tracing, BpfAttachType.TraceFentry, "bpf_testmod:bpf_fentry_test1", true),
                ("traced", "tp/sched/sched_switch", BpfProgramType.Tracepoint, null, "sched/sched_switch", false),
                ("fragments", "xdp.frags", BpfProgramType.Xdp, BpfAttachType.Xdp, null, true),
                ("suffixed", "xdp_pass", BpfProgramType.Unspec, null, null, true),
                ("misspelt", "cgroup_skb/egres", BpfProgramType.Unspec, null, "egres", true),
                ("extra", "perf_event/cycles", BpfProgramType.Unspec, null, "cycles", true),
            ],
            spec.Programs.Select(program => (program.Name, program.SectionName, program.Type, program.ExpectedAttachType, program.AttachTarget, program.AutoLoad)));
        Assert.Equal("fentry.s+", spec.Programs["entered"].Section!.Pattern);
        Assert.Null(spec.Programs["suffixed"].Section);
    }

    [Fact]
    public void Tells_entry_programs_from_subprograms()
    {
        BpfObjectSpec spec = Specs.Open("subprograms");
        Assert.Equal(["nested", "same_section", "callback", "filter"], spec.Programs.Select(program => program.Name));
        Assert.Equal(
            [
                ("is_long", true, true, false), ("is_short", true, true, false), ("is_marked", true, true, true),
                ("four_times", true, false, false), ("twice", true, false, false), ("each", true, false, false),
                ("nested", false, true, false), ("same_section", false, true, false), ("callback", false, true, false), ("filter", false, true, false),
            ],
            spec.Functions.Select(function => (function.Name, function.IsSubprogram, function.IsGlobal, function.IsHidden)));
        Assert.All(spec.Functions, function => Assert.Same(function, spec.Functions[function.Index]));
    }

    [Fact]
    public void Functions_are_found_by_any_of_their_instructions_and_none_between_them()
    {
        BpfObjectSpec spec = Specs.Open("subprograms");
        foreach (FunctionSpec function in spec.Functions)
        {
            int last = function.SectionInstruction + function.Instructions.Length - 1;
            Assert.Same(function, spec.FindFunction(function.SectionIndex, function.SectionInstruction));
            Assert.Same(function, spec.FindFunction(function.SectionIndex, last));
            Assert.NotSame(function, spec.FindFunction(function.SectionIndex, last + 1));
        }
        Assert.Null(spec.FindFunction(spec.Functions[^1].SectionIndex, 1000));
        Assert.Null(spec.FindFunction(0, 0));
        Assert.Null(spec.FindFunction(spec.Functions[0].SectionIndex, -1));
    }

    [Fact]
    public void Records_calls_and_function_addresses()
    {
        BpfObjectSpec spec = Specs.Open("subprograms");
        FunctionSpec twice = Function(spec, "twice"), each = Function(spec, "each"), isShort = Function(spec, "is_short"), marked = Function(spec, "is_marked");

        FunctionSpec same = Function(spec, "same_section");
        Assert.Equal([RelocationKind.Call, RelocationKind.Call], same.Relocations.Select(relocation => relocation.Kind));
        Assert.Same(twice, CallTarget(spec, same, same.Relocations[0]));
        Assert.Same(isShort, CallTarget(spec, same, same.Relocations[1]));

        FunctionSpec callback = Function(spec, "callback");
        RelocationSpec address = Assert.Single(callback.Relocations, relocation => relocation.Kind == RelocationKind.SubprogramAddress);
        BpfInstruction load = callback.Instructions.Span[address.Instruction];
        Assert.Same(each, spec.FindFunction(each.SectionIndex, (address.SymbolOffset + load.Immediate) / BpfInstruction.Size));
        Assert.Same(marked, CallTarget(spec, callback, callback.Relocations[^1]));
    }

    [Fact]
    public void Records_maps_and_globals()
    {
        BpfObjectSpec maps = Specs.Open("maps");
        Assert.All(maps.Programs[0].Function.Relocations, relocation => Assert.Equal(RelocationKind.MapLoad, relocation.Kind));
        Assert.Equal(
            ["per_cpu", "outer", "flows", "recent", "slots", "lbs_shared", "events"],
            maps.Programs[0].Function.Relocations.Select(relocation => maps.Maps[relocation.Target].Name));

        BpfObjectSpec globals = Specs.Open("globals");
        FunctionSpec touch = globals.Programs[0].Function;
        Assert.All(touch.Relocations, relocation => Assert.Equal(RelocationKind.MapValueLoad, relocation.Kind));
        foreach (string name in (string[])["enabled", "mode", "seen", "sample_rate", "balance", "tuning", "scratch", "fixed", "pointer_slot"])
        {
            BpfVariableSpec variable = globals.Variables[name];
            Assert.Contains(touch.Relocations, relocation =>
                ReferenceEquals(globals.Maps[relocation.Target], variable.Map)
                && relocation.SymbolOffset + touch.Instructions.Span[relocation.Instruction].Immediate == variable.Offset);
        }
    }

    [Fact]
    public void Relocations_are_sorted_by_instruction()
    {
        foreach (FunctionSpec function in Specs.Open("externs").Functions)
            Assert.Equal(function.Relocations.Select(relocation => relocation.Instruction).Order(), function.Relocations.Select(relocation => relocation.Instruction));
    }

    [Fact]
    public void Static_entry_functions_are_taken_on_request()
    {
        BpfObjectSpec spec = Specs.Open("refused_static", new() { AllowStaticPrograms = true });
        Assert.Equal(["hidden_entry", "entry"], spec.Programs.Select(program => program.Name).OrderDescending());
        Assert.False(Function(spec, "hidden_entry").IsGlobal);
    }

    private static FunctionSpec Function(BpfObjectSpec spec, string name) => spec.Functions.Single(function => function.Name == name);

    private static FunctionSpec? CallTarget(BpfObjectSpec spec, FunctionSpec caller, RelocationSpec call) => spec.FindFunction(
        spec.TextSectionIndex, (call.SymbolOffset / BpfInstruction.Size) + caller.Instructions.Span[call.Instruction].Immediate + 1);
}
