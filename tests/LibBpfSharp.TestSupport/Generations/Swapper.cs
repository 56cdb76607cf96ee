using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>Swaps a deployment to a new generation and dies at the system call of a given number; if there are fewer, says how many.</summary>
internal static class Swapper
{
    /// <param name="arguments">The deployment's path, the cgroup's, the mode, the object's path, the version and the number of the call.</param>
    public static void Play(string[] arguments)
    {
        BpfSwitchMode mode = Enum.Parse<BpfSwitchMode>(arguments[2]);
        uint version = uint.Parse(arguments[4], CultureInfo.InvariantCulture);
        KillingKernel kernel = new(Kernel.Running, int.Parse(arguments[5], CultureInfo.InvariantCulture));

        using var deployment = BpfDeployment.Open(arguments[0], new() { Mode = mode, Kernel = kernel });
        using BpfObject next = GenerationObject.Open(arguments[3], version, kernel);
        kernel.Begin();
        deployment.Swap(next, GenerationObject.LinksOn(arguments[1]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kernel.Calls} calls"));
    }
}
