using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>How many CPUs the kernel may ever have, which is how many values one key of a per-CPU map holds.</summary>
/// <remarks>Source: <c>/sys/devices/system/cpu/possible</c>, a list such as <c>0-3,8</c>; the count is what its numbers add up to.</remarks>
internal sealed class PossibleCpus
{
    private PossibleCpus(int count) => Number = count;

    /// <summary>The number of possible CPUs.</summary>
    public int Number { get; }

    /// <summary>The number for a kernel, read once.</summary>
    public static int Count(Kernel kernel) => kernel.Facts(static kernel => new PossibleCpus(Parse(kernel.ReadText("/sys/devices/system/cpu/possible", ReadBound.Value)))).Number;

    /// <summary>Adds up a list of CPU numbers and ranges.</summary>
    internal static int Parse(string list)
    {
        int count = CpuList.Parse(list).Count;
        return count > 0 ? count : throw new FormatException("The kernel's list of possible CPUs is empty.");
    }
}
