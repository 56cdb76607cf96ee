using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;
using Microsoft.Extensions.Logging;

namespace LibBpfSharp.Loading;

/// <summary>Gives programs to the kernel: first without a log, and where one is rejected a second time with one, to learn why.</summary>
internal sealed unsafe partial class ProgramLoader(LoadPlan plan, AttachTargetFinder targets, LoadJournal journal) : IDisposable
{
    private readonly LogBuffer _log = new();
    private readonly byte[] _license = KernelText.Write(plan.Spec.License);
    private bool _cannotBindMaps;

    public void Dispose() => _log.Dispose();

    internal void Load(ProgramPlan program)
    {
        if (program.Type is BpfProgramType.Unspec) throw ProgramLoadFailure.OfUnknownType(program);
        FindTarget(program);
        fixed (BpfInstruction* instructions = program.Linked!.Instructions)
        fixed (byte* license = _license)
        fixed (byte* functions = program.Linked.FunctionInfo.Bytes)
        fixed (byte* lines = program.Linked.LineInfo.Bytes)
        fixed (int* modules = plan.ModuleDescriptors)
        {
            ProgramLoadAttr attributes = Describe(program);
            attributes.Insns = (ulong)instructions;
            attributes.License = (ulong)license;
            attributes.FuncInfo = (ulong)functions;
            attributes.LineInfo = (ulong)lines;
            attributes.FdArray = (ulong)modules;
            program.Handle = Load(program, ref attributes);
        }

        journal.Made(program.Handle);
        BindConstants(program);
    }

    private void FindTarget(ProgramPlan program)
    {
        if (program.Type is BpfProgramType.StructOps && program.Target is null) throw ProgramLoadFailure.OfUnusedStructOps(program);
        if ((program.Section?.Flags & BpfSectionFlags.Usdt) is > 0 && BpfFeatures.Of(plan.Kernel).Probe(BpfFeature.UprobeMultiLink).IsSupported)
            program.ExpectedAttachType = BpfAttachType.TraceUprobeMulti;
        program.Target ??= targets.Find(program);
    }

    private ProgramLoadAttr Describe(ProgramPlan program)
    {
        LinkedProgram linked = program.Linked!;
        AttachTarget target = program.Target ?? default;
        ProgramLoadAttr attributes = new()
        {
            ProgType = program.Type,
            InsnCnt = (uint)linked.Instructions.Length,
            KernVersion = (plan.KernelVersion ?? plan.Spec.KernelVersion) is { } version ? KernelVersionCode.Of(version) : KernelVersion.CodeFor(plan.Kernel, program.Type),
            ProgFlags = program.Flags | ImpliedFlags(program),
            ProgName = ObjectName.From(program.Spec.Name),
            ProgIfindex = program.Interface?.IndexIn(plan.Kernel) ?? 0,
            ExpectedAttachType = program.ExpectedAttachType ?? default,
            AttachBtfId = target.TypeId,
            AttachProgFd = target.ProgramDescriptor + target.BtfDescriptor,
        };
        if (plan.Token is { } token)
        {
            attributes.ProgFlags |= BpfProgramFlags.TokenFd;
            attributes.ProgTokenFd = token.Descriptor;
        }

        if (plan.Btf is not { } types) return attributes;

        attributes.ProgBtfFd = types.Descriptor;
        (attributes.FuncInfoCnt, attributes.FuncInfoRecSize) = ((uint)linked.FunctionInfo.Count, (uint)linked.FunctionInfo.RecordSize);
        (attributes.LineInfoCnt, attributes.LineInfoRecSize) = ((uint)linked.LineInfo.Count, (uint)linked.LineInfo.RecordSize);
        return attributes;
    }

    private static BpfProgramFlags ImpliedFlags(ProgramPlan program)
    {
        if (program.Section is not { } section) return BpfProgramFlags.None;
        BpfProgramFlags flags = section.IsSleepable ? BpfProgramFlags.Sleepable : BpfProgramFlags.None;
        return program.Type is BpfProgramType.Xdp && (section.Flags & BpfSectionFlags.XdpFrags) != 0 ? flags | BpfProgramFlags.XdpHasFrags : flags;
    }

    private BpfProgramHandle Load(ProgramPlan program, ref ProgramLoadAttr attributes)
    {
        nint result;
        BpfProgramHandle handle;
        do result = Judge(program, ref attributes, out handle);
        while (result < 0 && program.Log.Length == 0 && ProgramDegrade.TryNext(program, ref attributes, (Errno)(-result)));
        return result == 0 ? handle : throw ProgramLoadFailure.Of(plan, program, (Errno)(-result));
    }

    /// <summary>Asks for the verdict and, where it is bad, for the reason.</summary>
    private nint Judge(ProgramPlan program, ref ProgramLoadAttr attributes, out BpfProgramHandle handle)
    {
        BpfLogLevel level = program.LogLevel;
        nint result = Attempt(program, ref attributes, level, out handle);
        nint verdict = result;
        if (result < 0 && (level & (BpfLogLevel.Basic | BpfLogLevel.Verbose)) == 0)
            result = Attempt(program, ref attributes, level | BpfLogLevel.Basic, out handle);

        // A log that fits nowhere hides the verdict, which then is the one of an attempt without.
        if (result == -(nint)Errno.ENOSPC)
            result = level is BpfLogLevel.None ? verdict : Attempt(program, ref attributes, BpfLogLevel.None, out handle);
        return result;
    }

    /// <summary>Asks until the log fits, and keeps it with the program.</summary>
    private nint Attempt(ProgramPlan program, ref ProgramLoadAttr attributes, BpfLogLevel level, out BpfProgramHandle handle)
    {
        attributes.LogLevel = (uint)level;
        if (level is BpfLogLevel.None)
        {
            (attributes.LogBuf, attributes.LogSize) = (0, 0);
            return Ask(ref attributes, out handle);
        }

        nint result;
        bool isGrown = false;
        while (true)
        {
            _log.Prepare();
            (attributes.LogBuf, attributes.LogSize, attributes.LogTrueSize) = (_log.Address, _log.Size, 0);
            result = Ask(ref attributes, out handle);

            // An old kernel that refuses the larger buffer has said what it has to say in the smaller one.
            if (isGrown && result == -(nint)Errno.EINVAL && _log.IsEmpty) return -(nint)Errno.ENOSPC;
            program.Log = _log.Read(attributes.LogTrueSize);
            if (result != -(nint)Errno.ENOSPC || !_log.TryGrow(attributes.LogTrueSize)) return result;
            isGrown = true;
        }
    }

    /// <summary>Asks once more where the limit on locked memory may have been in the way: what others free still counts for a while, so it can be at any attempt.</summary>
    private nint Ask(ref ProgramLoadAttr attributes, out BpfProgramHandle handle)
    {
        nint result = plan.Kernel.ProgramLoad(ref attributes, out handle);
        return MemoryLock.TryRaise(plan.Kernel, result) ? plan.Kernel.ProgramLoad(ref attributes, out handle) : result;
    }

    /// <summary>Ties the constants to each program, where tools look for them; those a program uses are tied already. As in libbpf no failure of it counts.</summary>
    private void BindConstants(ProgramPlan program)
    {
        for (int i = 0; i < plan.Maps.Length && !_cannotBindMaps; i++)
        {
            if (plan.Maps[i] is not { Spec.Kind: BpfMapKind.Rodata, Handle: { } map } || Uses(program.Linked!, i)) continue;
            nint result = program.Handle!.ProgramBindMap(map);
            if (result == 0) continue;
            _cannotBindMaps = result == -(nint)Errno.EINVAL; // before 5.10
            LogNotBound(plan.Log, plan.Maps[i].Name, program.Spec.Name, (Errno)(-result));
        }
    }

    private static bool Uses(LinkedProgram program, int map)
        => program.Relocations.Any(r => r.Spec.Kind is RelocationKind.MapLoad or RelocationKind.MapValueLoad && r.Spec.Target == map);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Map '{Map}' is not bound to program '{Program}': {Errno}.")]
    private static partial void LogNotBound(ILogger log, string map, string program, Errno errno);
}
