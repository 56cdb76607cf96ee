using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibBpfSharp;

/// <summary>Loads a program that belongs to no object: as the only one of an object made for it.</summary>
internal static class SingleProgramLoader
{
    private static readonly BpfInstruction[] s_placeholder = [new(BpfOpcode.Exit)];

    internal static ProgramPlan Load(BpfCode code, BpfProgramOptions options, Kernel kernel)
    {
        List<BpfMapHandle> held = [];
        try
        {
            BpfInstruction[] instructions = PutMapsIn(code, options, held);
            ProgramPlan program = Plan(instructions, options);
            using ObjectLoader loader = new(Plan(program, options, kernel));
            loader.Prepare();
            loader.LoadApart(program);
            return program;
        }
        finally
        {
            foreach (BpfMapHandle map in held) map.DangerousRelease();
        }
    }

    /// <summary>The instructions with descriptors in place of names; these stay open until they are released.</summary>
    private static BpfInstruction[] PutMapsIn(BpfCode code, BpfProgramOptions options, List<BpfMapHandle> held)
    {
        BpfInstruction[] instructions = code.Instructions.ToArray();
        if (instructions.Length == 0) throw new ArgumentException($"Program '{options.Name}' needs instructions.", nameof(code));
        foreach ((int slot, string name) in code.Maps)
        {
            if (!options.Maps.TryGetValue(name, out BpfMap? map))
                throw new ArgumentException($"Program '{options.Name}' names map '{name}', which is not among {nameof(BpfProgramOptions)}.{nameof(BpfProgramOptions.Maps)}.", nameof(options));
            bool isHeld = false;
            map.Handle.DangerousAddRef(ref isHeld);
            held.Add(map.Handle);
            instructions[slot] = instructions[slot] with { Immediate = map.Handle.Descriptor };
        }

        return instructions;
    }

    private static ProgramPlan Plan(BpfInstruction[] instructions, BpfProgramOptions options) => new()
    {
        // Calls inside the code are resolved already: the linker is given nothing to link.
        Spec = new(new FunctionSpec { Name = options.Name, SectionName = options.Name, Instructions = s_placeholder, IsGlobal = true }, null),
        AutoLoad = true,
        Type = options.Type,
        ExpectedAttachType = options.ExpectedAttachType,
        Flags = options.Flags,
        Interface = options.Interface,
        Replacement = instructions,
        LogLevel = options.LogLevel,
        AttachTarget = options.AttachTarget,
        AttachProgram = options.AttachProgram?.Handle,
    };

    private static LoadPlan Plan(ProgramPlan program, BpfProgramOptions options, Kernel kernel) => new()
    {
        Kernel = kernel,
        Spec = new BpfObjectSpec(
            options.Name, new([program.Spec], "program", spec => spec.Name), new([], "map", spec => spec.Name), new([], "variable", spec => spec.Name))
        {
            License = options.License,
            IsLittleEndian = BitConverter.IsLittleEndian,
            Functions = [program.Spec.Function],
        },
        Maps = [],
        Programs = [program],
        TokenPath = options.TokenPath,
        Log = options.LoggerFactory?.CreateLogger("LibBpfSharp.BpfProgram") ?? NullLogger.Instance,
    };
}
