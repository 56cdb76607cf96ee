using System.Globalization;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Generations;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Swaps a deployment to a new generation and dies at the system call of a given number; if there are fewer, says how many.</summary>
internal static class Swapper
{
    public static void Play(string[] arguments)
    {
        (string path, string cgroup) = (arguments[0], arguments[1]);
        BpfSwitchMode mode = Enum.Parse<BpfSwitchMode>(arguments[2]);
        uint version = uint.Parse(arguments[3], CultureInfo.InvariantCulture);
        KillingKernel kernel = new(Kernel.Running, int.Parse(arguments[4], CultureInfo.InvariantCulture));

        using var deployment = BpfDeployment.Open(path, new() { Mode = mode, Kernel = kernel });
        using BpfObject next = GenerationBed.Open(version, kernel: kernel);
        kernel.Begin();
        deployment.Swap(next, GenerationBed.LinksOn(cgroup));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kernel.Calls} calls"));
    }
}
