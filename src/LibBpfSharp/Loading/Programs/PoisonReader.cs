using System.Globalization;
using LibBpfSharp.Loading.Core;

namespace LibBpfSharp.Loading;

/// <summary>Says what a call of a helper that does not exist stands for, where the loader put it there.</summary>
internal static class PoisonReader
{
    private const string Sign = "invalid func unknown#";

    /// <summary>The cause in plain words; <c>null</c> where the verifier's own words stand.</summary>
    /// <param name="cause">The verifier's words.</param>
    /// <param name="plan">The load.</param>
    /// <param name="program">The program as it was handed over.</param>
    /// <param name="instruction">The rejected instruction; −1 where it is not known.</param>
    internal static string? Explain(string cause, LoadPlan plan, LinkedProgram program, int instruction)
    {
        BpfObjectSpec spec = plan.Spec;
        int at = cause.IndexOf(Sign, StringComparison.Ordinal);
        if (at < 0) return null;
        ReadOnlySpan<char> digits = cause.AsSpan(at + Sign.Length);
        int end = digits.IndexOfAnyExceptInRange('0', '9');
        if (!int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return null;

        if (number == Poison.CoreRelocation)
            return ExplainRelocation(plan, program, instruction);
        if (number >= Poison.KernelFunction && number - Poison.KernelFunction < spec.Externs.Length)
            return $"kernel function '{spec.Externs[number - Poison.KernelFunction].Name}' is called, which this kernel does not have.";
        if (number >= Poison.Map && number - Poison.Map < spec.Maps.Count)
            return $"map '{spec.Maps[number - Poison.Map].Name}' is used here, which was not created: its {nameof(BpfMap.AutoCreate)} is off.";
        return null;
    }

    private static string ExplainRelocation(LoadPlan plan, LinkedProgram program, int instruction)
    {
        string? access = instruction < 0 || program.IsReplaced
            ? null
            : PoisonedAccess.Describe(plan.Spec, plan.CustomTypes ?? KernelBtf.Of(plan.Kernel).Types, program.FunctionAt(instruction), instruction);
        return access ?? "a CO-RE relocation of this instruction found nothing in the kernel's types, and the program does not guard it.";
    }
}
