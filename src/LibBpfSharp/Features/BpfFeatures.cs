using System.Collections.Concurrent;
using System.Numerics;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>What a kernel can do, found out by asking it: never by comparing versions, which distributions make meaningless.</summary>
/// <remarks>
/// Each question is asked when it is first needed; a conclusive answer is kept for as long as the process lives, an inconclusive one
/// is not. A probe leaves nothing behind in the kernel. Rights matter: see <see cref="BpfFeatureVerdict.Inconclusive"/>.
/// Safe for use on several threads.
/// </remarks>
public sealed class BpfFeatures
{
    private readonly ConcurrentDictionary<(Question Question, uint What, uint Of), BpfFeatureSupport> _known = new();
    private readonly Prober _prober;

    internal BpfFeatures(Kernel kernel, Func<PermissionFacts>? facts = null) => _prober = new(kernel, facts ?? (() => PermissionFacts.Read(kernel)));

    private enum Question
    {
        Feature,
        ProgramType,
        MapType,
        MapFlag,
        Helper,
    }

    /// <summary>The features of the kernel this process runs on.</summary>
    public static BpfFeatures OfRunningKernel => Of(Kernel.Running);

    internal static BpfFeatures Of(Kernel kernel) => kernel.Facts(static kernel => new BpfFeatures(kernel));

    /// <summary>Whether the kernel has a feature.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature.</exception>
    /// <exception cref="BpfException">A file of the kernel's that the probe needs can neither be looked at nor found missing or hidden.</exception>
    /// <example>
    /// <code>
    /// BpfFeatureSupport links = BpfFeatures.OfRunningKernel.Probe(BpfFeature.CgroupLink);
    /// if (!links.IsSupported) Console.WriteLine(links);      // what is missing, since when kernels have it, and what this one said
    /// </code>
    /// </example>
    public BpfFeatureSupport Probe(BpfFeature feature)
    {
        (string name, Version? since) = FeatureFacts.Of(feature);
        return Ask((Question.Feature, (uint)feature, 0), name, since, () => FeatureProbe.Run(_prober, feature, this));
    }

    /// <summary>Whether the kernel knows a type of program.</summary>
    /// <remarks>A kernel that refuses all programs of a type before it verifies them (EPERM), while it takes others that need the same rights, does not support it.</remarks>
    public BpfFeatureSupport ProbeProgramType(BpfProgramType type)
        => Ask((Question.ProgramType, (uint)type, 0), $"program type {type.ToShortName()}", FeatureFacts.Since(type), () => ProgramTypeProbe.Run(_prober, type));

    /// <summary>Whether the kernel knows a type of map.</summary>
    public BpfFeatureSupport ProbeMapType(BpfMapType type)
        => Ask((Question.MapType, (uint)type, 0), $"map type {type.ToShortName()}", FeatureFacts.Since(type), () => OfMapType(type));

    /// <summary>Whether the kernel knows a map flag, asked with a type of map that the flag is made for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one flag, or one that this library does not know: name the type of map too.</exception>
    public BpfFeatureSupport ProbeMapFlag(BpfMapFlags flag)
    {
        if (flag is BpfMapFlags.PathFd)
            return Ask((Question.MapFlag, (uint)flag, 0), $"map flag {flag}", FeatureFacts.Since(flag), () => MapFlagProbe.OfPathFd(_prober));
        return ProbeMapFlag(
            MapFlagProbe.TypeOf(flag) ?? throw new ArgumentOutOfRangeException(nameof(flag), flag, "Not one flag, or none that is known."), flag);
    }

    /// <summary>Whether maps of a type can be made with flags.</summary>
    public BpfFeatureSupport ProbeMapFlag(BpfMapType type, BpfMapFlags flags) => Ask(
        (Question.MapFlag, (uint)flags, (uint)type),
        $"map flag {flags} of map type {type.ToShortName()}",
        BitOperations.PopCount((uint)flags) == 1 ? FeatureFacts.Since(flags) : null,
        () => ProbeMapType(type) is { IsSupported: false } missing ? missing.Answer : MapProbe.Run(_prober, type, flags));

    /// <summary>Whether programs of a type may call a helper.</summary>
    /// <remarks>
    /// Inconclusive for tracing, LSM, extension and struct_ops programs, which are verified only with a place to attach to.
    /// Asking for <c>bpf_trace_printk</c> or <c>bpf_probe_write_user</c> makes the kernel write a warning to its log.
    /// </remarks>
    /// <example>
    /// <code>
    /// bool canLoop = BpfFeatures.OfRunningKernel.ProbeHelper(BpfProgramType.SchedCls, BpfHelper.Loop).IsSupported;
    /// string file = canLoop ? "events.bpf.o" : "events.bounded.bpf.o"; // the same object, compiled for older kernels
    /// </code>
    /// </example>
    public BpfFeatureSupport ProbeHelper(BpfProgramType type, BpfHelper helper) => Ask(
        (Question.Helper, (uint)helper, (uint)type),
        $"helper {helper.GetKernelName() ?? $"{(int)helper}"} in programs of type {type.ToShortName()}",
        null,
        () => HelperProbe.Run(_prober, type, helper, () => ProbeProgramType(type).Answer));

    /// <summary>Whether the kernel, or a module now loaded, has a function for programs to call (5.13; of modules 5.18).</summary>
    /// <remarks>
    /// Looked up in BTF, nothing is loaded; modules come and go, so each call looks anew. Where the kernel's BTF does not mark
    /// kfuncs (before 6.9) any of its functions passes: name a program type to have the verifier asked.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public BpfFeatureSupport ProbeKfunc(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new($"kernel function {name}", null, KfuncProbe.Find(_prober, name, out _, out _));
    }

    /// <summary>Whether programs of a type may call a function of the kernel or of a module now loaded. Each call asks anew.</summary>
    /// <remarks>Inconclusive for tracing, LSM, extension and struct_ops programs, which are verified only with a place to attach to.</remarks>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public BpfFeatureSupport ProbeKfunc(BpfProgramType type, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(
            $"kernel function {name} in programs of type {type.ToShortName()}", null, KfuncProbe.Run(_prober, type, name, () => ProbeProgramType(type).Answer));
    }

    private ProbeAnswer OfMapType(BpfMapType type)
    {
        ProbeAnswer answer = MapProbe.Run(_prober, type);
        return answer.Verdict is BpfFeatureVerdict.NotSupported && type > BpfMapType.Rhash
            ? ProbeAnswer.Open(answer.Errno, "This library does not know what maps of the type need.")
            : answer;
    }

    private BpfFeatureSupport Ask((Question, uint, uint) question, string name, Version? since, Func<ProbeAnswer> ask)
    {
        if (_known.TryGetValue(question, out BpfFeatureSupport? known)) return known;
        BpfFeatureSupport result = new(name, since, ask());
        return result.Verdict is BpfFeatureVerdict.Inconclusive ? result : _known.GetOrAdd(question, result);
    }
}
