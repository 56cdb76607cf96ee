using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>Each system call in turn fails once; whatever it was, nothing stays behind.</summary>
public sealed class AttachFaultTests
{
    public AttachFaultTests() => Requires.Root();

    [Theory]
    [InlineData("raw")]
    [InlineData("typed")]
    [InlineData("tracepoint")]
    [InlineData("tasks")]
    [InlineData("user_function")]
    [InlineData("thrown")]
    public void A_failure_at_any_call_leaves_nothing(string name)
    {
        FailingKernel counting = FailingKernel.At(Kernel.Running, int.MaxValue, Errno.ENOMEM);
        Attach(name, counting);
        int before = OpenDescriptors.Count();
        foreach (int call in FaultPoints.Of(counting.Calls))
        {
            try
            {
                Attach(name, FailingKernel.At(Kernel.Running, call, Errno.ENOMEM));
            }
            catch (Exception e) when (e is BpfException or IOException)
            {
                Assert.NotEmpty(e.Message);
            }

            Assert.True(OpenDescriptors.Count() == before, $"Call {call} of {counting.Calls} left a descriptor.");
        }
    }

    private static void Attach(string name, Kernel kernel)
    {
        if (name == "thrown")
        {
            using ProbedProgram probed = ProbedProgram.Load(kernel, "usdt", name);
            probed[name].AttachUsdt(TargetProcess.FixedProgram, "lbs", "several").Dispose();
            return;
        }

        using AttachedProgram attached = AttachedProgram.Load(name, kernel);
        using BpfLink link = attached.Program.Attach();
        if (link is not IteratorLink iterator) return;
        using Stream stream = iterator.OpenIterator();
        Assert.True(stream.Read(new byte[64]) > 0);
    }
}
