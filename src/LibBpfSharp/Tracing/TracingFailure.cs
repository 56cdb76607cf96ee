using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>Words what the kernel answered to the attaching of a program that traces.</summary>
internal static class TracingFailure
{
    /// <param name="program">The program.</param>
    /// <param name="place">Where to, as the object of a sentence: "the raw tracepoint 'sys_enter'".</param>
    /// <param name="errno">The answer.</param>
    /// <param name="command">The command, if it was one of <c>bpf(2)</c>.</param>
    /// <param name="hint">What the errno means here, or what to do, as a sentence.</param>
    /// <param name="need">What it took, where it was no command: EACCES is then a want of a right, too.</param>
    public static BpfException Of(BpfProgram program, string place, Errno errno, BpfCommand? command = null, string? hint = null, PermissionNeed? need = null)
    {
        string what = $"Program '{program.Name}' cannot be attached to {place}";
        if (errno is Errno.EPERM || (errno is Errno.EACCES && need is not null))
        {
            need ??= command is { } asked ? RequiredCapabilities.For(asked, program.Type) : RequiredCapabilities.ForOpenEvent;
            return PermissionDiagnosis.Explain(program.Handle.Kernel, what, errno, need, program.Name);
        }

        string next = hint is null ? "" : $" {hint}";
        return new BpfAttachException($"{what}: {errno.Describe()}.{next}", ReasonOf(errno), errno, command, program.Name);
    }

    /// <summary>A link refused of a kind that the kernel may lack altogether, which EINVAL alone does not tell.</summary>
    public static BpfException OfLink(BpfProgram program, BpfFeature kind, string place, Errno errno, string? hint)
        => errno == Errno.EINVAL && BpfFeatures.Of(program.Handle.Kernel).Probe(kind) is { Verdict: BpfFeatureVerdict.NotSupported } lacking
            ? new BpfNotSupportedException(lacking.Feature, lacking.Since, errno, BpfCommand.LinkCreate, program.Name)
            : Of(program, place, errno, BpfCommand.LinkCreate, hint);

    /// <summary>A link on many functions that the kernel refused because one of them is not there.</summary>
    public static BpfAttachException OfMissing(BpfProgram program, IReadOnlyList<string> functions, string place, Errno errno)
    {
        Kernel kernel = program.Handle.Kernel;
        HashSet<string>? all = TraceableFunctions.TryFindNames(kernel, "*");
        string[] missing = all is null ? [] : [.. functions.Where(function => !all.Contains(function))];
        string which = missing switch
        {
            [] => "One of them does",
            [var one] when NearestName.Suggest(one, all!) is { } near => $"'{one}' (is '{near}' meant?) does",
            [var one] => $"'{one}' does",
            _ => $"'{string.Join("', '", missing.Take(3))}'{(missing.Length > 3 ? $" and {missing.Length - 3} more" : "")} do",
        };
        return new BpfAttachException(
            $"Program '{program.Name}' cannot be attached to {place}: {errno.Describe()}. {which} not exist or cannot be traced, so none is attached to.",
            BpfAttachError.TargetNotFound, errno, BpfCommand.LinkCreate, program.Name)
        { MissingFunctions = missing };
    }

    /// <summary>A section's name that is not in the form its kind takes.</summary>
    public static BpfAttachException InvalidTarget(BpfProgram program, string form) => new(
        $"Program '{program.Name}' cannot be attached by its section's name: SEC(\"{program.SectionName}\") is not of the form SEC(\"{form}\").",
        BpfAttachError.InvalidTarget, objectName: program.Name);

    /// <summary>A refusal that is the library's own: the kernel was not asked.</summary>
    public static BpfAttachException Refuse(string program, string place, string why, BpfAttachError reason)
        => new($"Program '{program}' cannot be attached to {place}: {why}", reason, objectName: program);

    private static BpfAttachError ReasonOf(Errno errno) => errno switch
    {
        Errno.ENOENT or Errno.ESRCH => BpfAttachError.TargetNotFound,
        Errno.EINVAL or Errno.EACCES => BpfAttachError.ProgramMismatch,
        Errno.EBUSY or Errno.EEXIST => BpfAttachError.TargetBusy,
        Errno.EBADF => BpfAttachError.MissingParameter,
        _ => BpfAttachError.Unknown,
    };
}
