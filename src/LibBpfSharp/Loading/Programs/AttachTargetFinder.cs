using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Finds the BTF ids of what programs attach to: kernel functions, LSM hooks, tracepoints, iterators, functions of other programs.</summary>
internal sealed class AttachTargetFinder(TargetKernel kernel)
{
    // KSYM_NAME_LEN of old, which libbpf keeps to.
    private const int MaxName = 127;

    /// <summary>Finds the target of a program; <c>default</c> for a program of a kind that has none.</summary>
    /// <exception cref="BpfRelocationException">There is no such target, or the program does not say what it is.</exception>
    internal AttachTarget Find(ProgramPlan program)
    {
        if (program.ExpectedAttachType is BpfAttachType.TraceFentryMulti or BpfAttachType.TraceFexitMulti or BpfAttachType.TraceFsessionMulti) return FindModule(program);
        bool isImplied = (program.Section?.Flags & BpfSectionFlags.AttachBtf) is > 0;
        if (!isImplied && program.AttachTarget is null && program.AttachProgram is null) return default;

        string name = program.AttachTarget ?? program.Spec.AttachTarget
            ?? throw Failure(program, $"its section '{program.Spec.SectionName}' names no target. Set {nameof(BpfProgram)}.{nameof(BpfProgram.AttachTarget)} before the load.", Errno.EINVAL);
        if (program.AttachProgram is { } target) return new(FindInProgram(program, target, name), ProgramDescriptor: target.Descriptor);
        if (program.Type is BpfProgramType.Ext)
            throw Failure(program, $"it replaces a function of another program, which is not given. Set {nameof(BpfProgram)}.{nameof(BpfProgram.AttachProgram)} before the load.", Errno.EINVAL);
        return FindInKernel(program, name);
    }

    // A program at many functions is loaded for the kernel or for one module, and learns the functions when it is attached.
    private AttachTarget FindModule(ProgramPlan program)
    {
        string text = program.AttachTarget ?? program.Spec.AttachTarget ?? "";
        int colon = text.IndexOf(':');
        if (colon < 0 || text[..colon] is "vmlinux") return default;
        return kernel.Modules.FirstOrDefault(module => module.Name == text[..colon]) is { } module
            ? new(0, module.Descriptor)
            : throw Failure(program, $"there is no module '{text[..colon]}' with BTF.", Errno.EINVAL);
    }

    // A module, and "vmlinux" for the kernel proper, may be cut short; the first that begins like it counts.
    private AttachTarget FindInKernel(ProgramPlan program, string name)
    {
        (string prefix, BtfKind kind) = NamingOf(program.ExpectedAttachType);
        int colon = name.IndexOf(':');
        string? module = colon < 0 ? null : name[..colon];
        string typeName = prefix + name[(colon + 1)..];
        if (typeName.Length > MaxName) throw Failure(program, $"'{typeName}' is longer than a name in BTF can be.", Errno.ENAMETOOLONG);

        if ((module is null || "vmlinux".StartsWith(module, StringComparison.Ordinal)) && kernel.Types.TryFind(typeName, kind, out BtfType found))
            return new(found.Id);
        foreach (TargetModule candidate in kernel.Modules)
        {
            if (module is not null && !candidate.Name.StartsWith(module, StringComparison.Ordinal)) continue;
            if (candidate.Types.TryFindOwn(typeName, kind, out found)) return new(found.Id, candidate.Descriptor);
        }

        string fault = kernel.ModulesFault is { } why ? $" Modules could not be searched: {why}." : "";
        throw Failure(program, $"there is no '{typeName}' in the BTF of {(module is null ? "the kernel or its modules" : module)}.{fault}", Errno.ESRCH);
    }

    /// <summary>The BTF id of a function of a loaded program; <c>null</c> where its BTF has none of the name.</summary>
    internal static uint? FindFunction(BpfProgramHandle target, string name)
    {
        uint btfId = BpfProgramInfo.Read(target).BtfId;
        if (btfId == 0) return null;
        using BtfHandle btf = ObjectIds.OpenBtf(target.Kernel, btfId);
        return BtfSpec.Parse(BtfObjectInfo.ReadData(btf)).TryFind(name, BtfKind.Func, out BtfType found) ? found.Id : null;
    }

    private static uint FindInProgram(ProgramPlan program, BpfProgramHandle target, string name)
    {
        if (BpfProgramInfo.Read(target).BtfId == 0) throw Failure(program, "the target program has no BTF: it was loaded without.", Errno.EINVAL);
        return FindFunction(target, name) ?? throw Failure(program, $"the target program has no function '{name}'.", Errno.ENOENT);
    }

    /// <summary>How the kernel names the types behind the targets of an attach type.</summary>
    private static (string Prefix, BtfKind Kind) NamingOf(BpfAttachType? type) => type switch
    {
        BpfAttachType.TraceRawTp => ("btf_trace_", BtfKind.Typedef),
        BpfAttachType.LsmMac or BpfAttachType.LsmCgroup => ("bpf_lsm_", BtfKind.Func),
        BpfAttachType.TraceIter => ("bpf_iter_", BtfKind.Func),
        _ => ("", BtfKind.Func),
    };

    private static BpfRelocationException Failure(ProgramPlan program, string what, Errno errno)
        => new($"Its attach target cannot be found: {what}", program.Spec.Name, errno: errno);
}
