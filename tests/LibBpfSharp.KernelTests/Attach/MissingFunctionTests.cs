using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>Names that are almost those of something: what was probably meant is told.</summary>
public sealed class MissingFunctionTests
{
    private const string There = "do_nanosleep";
    private const string NotThere = "do_nanoslep";

    public MissingFunctionTests() => Requires.Root();

    [Fact]
    public void A_misspelt_kernel_function_is_answered_with_the_nearest()
        => Expect(() => Attach("kernel_function_unnamed", program => program.AttachKprobe(NotThere)), $"Is '{There}' meant?");

    [Fact]
    public void Of_many_functions_the_missing_are_named_and_none_is_attached_to()
    {
        BpfAttachException refused = Expect(() => Attach("kernel_functions", program => program.AttachKprobeMulti([There, NotThere])), $"'{NotThere}' (is '{There}' meant?)");
        Assert.Equal([NotThere], refused.MissingFunctions);
    }

    [Fact]
    public void A_misspelt_raw_tracepoint_is_answered_with_the_nearest()
        => Expect(() => Attach("raw", program => program.AttachRawTracepoint("task_renam")), "Is 'task_rename' meant?");

    private static void Attach(string name, Func<BpfProgram, BpfLink> attach)
    {
        using AttachedProgram attached = AttachedProgram.Load(name);
        attach(attached.Program).Dispose();
    }

    private static BpfAttachException Expect(Action attach, string told)
    {
        try
        {
            attach();
        }
        catch (BpfNotSupportedException lacking)
        {
            Assert.Skip($"needs what this kernel lacks: {lacking.Message}");
        }
        catch (BpfPermissionException refused)
        {
            Assert.Skip($"needs what this kernel refuses: {refused.Message}");
        }
        catch (BpfAttachException refused)
        {
            Assert.Equal(BpfAttachError.TargetNotFound, refused.Reason);
            Assert.Contains(told, refused.Message, StringComparison.Ordinal);
            return refused;
        }

        throw new InvalidOperationException("It was attached.");
    }
}
