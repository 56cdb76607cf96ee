[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
[assembly: AssemblyFixture(typeof(LibBpfSharp.KernelTests.Support.KernelTestRun))]
// Descriptor and program counts are compared before and after, and the kernel's lists belong to all.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Before the first test: removes what killed runs left.</summary>
public sealed class KernelTestRun
{
    public KernelTestRun()
    {
        if (!Requires.IsRoot) return;
        TestCgroup.Sweep();
        TestBpfFs.Sweep();
    }
}
