using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Turns a refused <c>BPF_PROG_LOAD</c> into the exception that tells why.</summary>
internal static class ProgramLoadFailure
{
    /// <summary>Instructions a privileged process may load since 5.2; others, and earlier kernels, 4,096.</summary>
    private const int MostInstructions = 1_000_000;
    private const int FewestInstructions = 4096;

    internal static BpfObjectFormatException OfUnknownType(ProgramPlan program)
    {
        string advice = SectionTable.Suggest(program.Spec.SectionName) is { } suggestion ? $" ({suggestion})" : "";
        return new(
            $"Program '{program.Spec.Name}': section '{program.Spec.SectionName}' is of no kind that tells a program type. "
            + $"Correct SEC(\"…\"){advice}, or set {nameof(BpfProgram)}.{nameof(BpfProgram.Type)} before the load.", program.Spec.SectionName)
        {
            Fault = FormatFault.Invalid,
        };
    }

    internal static BpfException OfUnusedStructOps(ProgramPlan program)
        => new($"Program '{program.Spec.Name}' is no member of any struct_ops map that is created: set it in one, or turn off its {nameof(BpfProgram.AutoLoad)}.", Errno.EINVAL, objectName: program.Spec.Name);

    internal static BpfException Of(LoadPlan plan, ProgramPlan program, Errno errno)
        => errno is Errno.EINVAL && program.ExpectedAttachType is { } type && AttachTypeLookup.IsUnknown(plan.Kernel, type) ? OfUnknownAttachType(program, type, errno)
            : program.Log.Length > 0 ? OfVerifier(plan, program, errno)
            : errno is Errno.EPERM or Errno.EACCES ? OfPermission(plan, program, errno)
            : OfSilence(plan.Kernel, program, errno);

    private static BpfNotSupportedException OfUnknownAttachType(ProgramPlan program, BpfAttachType type, Errno errno)
        => new($"attach type {type.ToKernelName()}", null, errno, BpfCommand.ProgLoad, program.Spec.Name);

    private static BpfVerifierException OfVerifier(LoadPlan plan, ProgramPlan program, Errno errno)
    {
        Func<int, BpfSourceLine?>? lines = plan.Spec.Btf is { } types ? new SourceLines(program.Linked!, types).Find : null;
        VerifierFailure failure = VerifierLogReader.ReadFailure(program.Log, lines);
        string cause = PoisonReader.Explain(failure.Cause, plan, program.Linked!, failure.Instruction ?? -1) ?? failure.Cause;
        if (cause.Length == 0) cause = errno.Describe();
        return new BpfVerifierException(program.Spec.Name, errno, cause, program.Log, failure.Instruction ?? -1, failure.Source, VerifierHints.For(failure.Cause));
    }

    private static BpfPermissionException OfPermission(LoadPlan plan, ProgramPlan program, Errno errno)
        => PermissionDiagnosis.Explain(
            plan.Kernel, $"Program '{program.Spec.Name}' ({program.Type}) is refused before the verifier looks at it", errno,
            RequiredCapabilities.ToLoad(program.Type, program.ExpectedAttachType), program.Spec.Name, plan.Token, new LoadEvidence(plan.Kernel));

    /// <summary>The kernel said no before its verifier began.</summary>
    private static BpfException OfSilence(Kernel kernel, ProgramPlan program, Errno errno)
    {
        string name = program.Spec.Name;
        int count = program.Linked!.Instructions.Length;
        if (errno is Errno.EINVAL && BpfFeatures.Of(kernel).ProbeProgramType(program.Type) is { Verdict: BpfFeatureVerdict.NotSupported } type)
            return new BpfNotSupportedException($"Program type {program.Type}", type.Since, errno, BpfCommand.ProgLoad, name);

        string hint = errno switch
        {
            Errno.E2BIG when count > FewestInstructions => $" It has {count:#,0} instructions; the kernel takes {MostInstructions:#,0} of a privileged process (CAP_BPF, 5.2) and {FewestInstructions:#,0} otherwise. Split it by tail calls.",
            Errno.EINVAL => $" The kernel does not take the combination of program type {program.Type}, expected attach type {program.ExpectedAttachType?.ToString() ?? "none"} and flags {program.Flags}.",
            Errno.ENOMEM => " There is no memory for it: raise the limit of the memory cgroup.",
            Errno.EAGAIN => " Signals kept interrupting the verifier: load again.",
            _ => "",
        };
        return new BpfException($"Program '{name}' ({program.Type}) is refused with {errno.Describe()} before the verifier looks at it.{hint}", errno, BpfCommand.ProgLoad, name);
    }
}
