using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;
using Microsoft.Extensions.Logging;

namespace LibBpfSharp.Loading;

/// <summary>Gives programs to the kernel: first without a log, and where one is rejected a second time with one, to learn why.</summary>
internal sealed unsafe partial class ProgramLoader(LoadPlan plan, LoadJournal journal) : IDisposable
{
    private readonly LogBuffer _log = new();
    private readonly AttachTargetFinder _targets = new(plan);
    private readonly byte[] _license = KernelText.Write(plan.Spec.License);
    private bool _cannotBindMaps;

    public void Dispose()
    {
        _log.Dispose();
        _targets.Dispose();
    }

    internal void Load(ProgramPlan program)
    {
        if (program.Type is BpfProgramType.Unspec) throw ProgramLoadFailure.OfUnknownType(program);
        fixed (BpfInstruction* instructions = program.Linked!.Instructions)
        fixed (byte* license = _license)
        fixed (byte* functions = program.Linked.FunctionInfo.Bytes)
        fixed (byte* lines = program.Linked.LineInfo.Bytes)
        {
            ProgramLoadAttr attributes = Describe(program);
            attributes.Insns = (ulong)instructions;
            attributes.License = (ulong)license;
            attributes.FuncInfo = (ulong)functions;
            attributes.LineInfo = (ulong)lines;
            program.Handle = Load(program, ref attributes);
        }

        journal.Made(program.Handle);
        BindConstants(program);
    }

    private ProgramLoadAttr Describe(ProgramPlan program)
    {
        LinkedProgram linked = program.Linked!;
        AttachTarget target = _targets.Find(program);
        ProgramLoadAttr attributes = new()
        {
            ProgType = program.Type,
            InsnCnt = (uint)linked.Instructions.Length,
            KernVersion = plan.Spec.KernelVersion ?? KernelVersion.CodeFor(program.Type),
            ProgFlags = program.Flags | ImpliedFlags(program),
            ProgName = ObjectName.From(program.Spec.Name),
            ExpectedAttachType = program.ExpectedAttachType ?? default,
            AttachBtfId = target.TypeId,
            AttachProgFd = program.AttachProgram?.Descriptor ?? target.BtfObject?.Descriptor ?? 0,
        };
        if (plan.Btf is not { } types) return attributes;

        attributes.ProgBtfFd = types.Descriptor;
        (attributes.FuncInfoCnt, attributes.FuncInfoRecSize) = ((uint)linked.FunctionInfo.Count, (uint)linked.FunctionInfo.RecordSize);
        (attributes.LineInfoCnt, attributes.LineInfoRecSize) = ((uint)linked.LineInfo.Count, (uint)linked.LineInfo.RecordSize);
        return attributes;
    }

    private static BpfProgramFlags ImpliedFlags(ProgramPlan program)
    {
        if (program.Spec.Section is not { } section) return BpfProgramFlags.None;
        BpfProgramFlags flags = section.IsSleepable ? BpfProgramFlags.Sleepable : BpfProgramFlags.None;
        return program.Type is BpfProgramType.Xdp && (section.Flags & SectionFlags.XdpFrags) != 0 ? flags | BpfProgramFlags.XdpHasFrags : flags;
    }

    private BpfProgramHandle Load(ProgramPlan program, ref ProgramLoadAttr attributes)
    {
        nint result = Attempt(ref attributes, program.LogLevel, out BpfProgramHandle handle);
        if (result == -(nint)Errno.EPERM && MemoryLock.TryRaise(plan.Kernel)) result = Attempt(ref attributes, program.LogLevel, out handle);
        nint verdict = result;
        bool isExplained = (program.LogLevel & (BpfLogLevel.Basic | BpfLogLevel.Verbose)) != 0;
        if (result < 0 && !isExplained) result = Attempt(ref attributes, program.LogLevel | BpfLogLevel.Basic, out handle);
        program.Log = attributes.LogLevel == 0 ? VerifierLog.Empty : _log.Read(attributes.LogTrueSize);

        // A log that fits nowhere hides the verdict, which then is the one of an attempt without.
        if (result == -(nint)Errno.ENOSPC)
            result = program.LogLevel is BpfLogLevel.None ? verdict : Attempt(ref attributes, BpfLogLevel.None, out handle);
        return result == 0 ? handle : throw ProgramLoadFailure.Of(plan, program, (Errno)(-result));
    }

    private nint Attempt(ref ProgramLoadAttr attributes, BpfLogLevel level, out BpfProgramHandle handle)
    {
        nint result;
        attributes.LogLevel = (uint)level;
        if (level is not BpfLogLevel.None) _log.Prepare();
        do
        {
            attributes.LogBuf = level is BpfLogLevel.None ? 0 : _log.Address;
            attributes.LogSize = level is BpfLogLevel.None ? 0 : _log.Size;
            attributes.LogTrueSize = 0;
            result = plan.Kernel.ProgramLoad(ref attributes, out handle);
        }
        while (result == -(nint)Errno.ENOSPC && level is not BpfLogLevel.None && _log.TryGrow(attributes.LogTrueSize));

        return result;
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
