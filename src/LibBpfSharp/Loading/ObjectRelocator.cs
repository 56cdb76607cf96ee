using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;
using LibBpfSharp.Loading.Core;
using LibBpfSharp.Loading.Externs;
using LibBpfSharp.Loading.StructOps;

namespace LibBpfSharp.Loading;

/// <summary>The passes of a load that need to know a kernel, but not to be on it.</summary>
/// <param name="spec">The object.</param>
/// <param name="target">The kernel.</param>
/// <param name="customTypes">Types that stand in for the kernel's in CO-RE relocations; <c>null</c> to use the kernel's and its modules'.</param>
internal sealed class ObjectRelocator(BpfObjectSpec spec, TargetKernel target, BtfSpec? customTypes = null)
{
    private readonly StructOpsResolver _structOps = new(spec, target);

    /// <summary>What the externs came to.</summary>
    internal ResolvedExterns Externs { get; private set; } = new([], []);

    /// <summary>The modules whose functions are called.</summary>
    internal ModuleDescriptors Modules { get; } = new();

    /// <summary>The members of the kernel's structs that programs implement, as far as struct_ops maps were resolved.</summary>
    internal IReadOnlyDictionary<int, StructOpsMember> StructOpsMembers => _structOps.Programs;

    internal void ResolveExterns(string? extraConfig)
    {
        if (spec.Externs.Length > 0) Externs = new ExternResolver(spec, target).Resolve(extraConfig, Modules);
    }

    internal StructOpsPlan ResolveStructOps(BpfMapSpec map, ReadOnlySpan<byte> image, ReadOnlySpan<int> functions) => _structOps.Resolve(map, image, functions);

    /// <summary>Resolves all struct_ops maps as the object has them.</summary>
    internal void ResolveStructOps()
    {
        foreach (BpfMapSpec map in spec.Maps)
        {
            if (map is not { StructOps: { } operations, AutoCreate: true }) continue;
            _structOps.Resolve(map, map.InitialImage.Span, operations.FunctionsByMember(spec.Btf!.GetType(operations.TypeId).Length));
        }
    }

    /// <summary>Applies CO-RE and puts sub-programs behind the programs that use them.</summary>
    internal LinkedProgram[] Link(IReadOnlyList<BpfProgramSpec> programs)
    {
        HashSet<FunctionSpec> entries = [.. programs.Select(program => program.Function)];
        ReadOnlyMemory<BpfInstruction>[] code = CorePass.IsNeeded(spec)
            ? CorePass.Relocate(spec, function => function.IsSubprogram || entries.Contains(function), CoreTypes())
            : Array.ConvertAll(spec.Functions, function => function.Instructions);
        ProgramInfoLinker? info = spec is { Btf: { } types, BtfExtensions: { } extensions } ? new ProgramInfoLinker(types, extensions) : null;
        ProgramLinker linker = new(spec, code, info);
        return [.. programs.Select(program => linker.Link(program.Function, ExceptionCallback.Find(spec, program.Function)))];
    }

    private CoreTargets CoreTypes() => customTypes is null
        ? new CoreTargets(target.Types, () => target.Modules.Select(module => module.Types))
        : new CoreTargets(customTypes);
}
