using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>Programs at many functions by their types.</summary>
public sealed class TracingMultiTests
{
    private const string Function = "do_nanosleep";

    public TracingMultiTests() => Requires.Root();

    [Theory]
    [InlineData("functions_entered")]
    [InlineData("functions_left")]
    [InlineData("functions_around")]
    public void Functions_of_a_section_are_hit_until_the_link_is_disposed(string name)
    {
        using AttachedProgram attached = Load(name);
        BpfLink link = attached.Program.Attach();
        Assert.Equal(BpfLinkType.TracingMulti, link.Type);
        using (var again = BpfLink.OpenById(link.Id)) Assert.IsType<TracingMultiLink>(again);
        attached.RunsUntilDisposed(link, AttachedProgram.Nap);
    }

    [Fact]
    public void Each_function_has_its_cookie()
    {
        using AttachedProgram attached = Load("functions_entered", withCookie: true);
        attached.RunsUntilDisposed(attached.Program.AttachTracingMulti(["bpf_fentry_test1", Function], new() { Cookies = [1, 0xC00C1E] }), AttachedProgram.Nap);
        Assert.Equal(0xC00C1Eul, attached.Cookie);
        Assert.Throws<ArgumentException>(() => attached.Program.AttachTracingMulti([Function], new() { Cookies = [1, 2] }));
    }

    [Theory]
    [InlineData("do_nanoslep", "Is 'do_nanosleep' meant?")]
    [InlineData("no_function_is_called_so_*", "there is none of the name")]
    [InlineData("no_such_module:*", "no module of the name")]
    public void What_is_not_there_is_told(string pattern, string told)
    {
        using AttachedProgram attached = Load("functions_entered");
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => attached.Program.AttachTracingMulti(pattern));
        Assert.Equal(BpfAttachError.TargetNotFound, refused.Reason);
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_that_come_twice_are_refused()
    {
        using AttachedProgram attached = Load("functions_entered");
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => attached.Program.AttachTracingMulti([Function, Function]));
        Assert.Equal(Errno.EINVAL, refused.Errno);
    }

    [Fact]
    public void A_module_that_is_not_loaded_is_told_at_the_load()
    {
        BpfRelocationException refused = Assert.Throws<BpfRelocationException>(() => AttachedProgram.Load("functions_nowhere"));
        Assert.Contains("no_such_module", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_without_such_programs_says_so()
    {
        try
        {
            AttachedProgram.Load("functions_entered").Dispose();
        }
        catch (BpfNotSupportedException lacking)
        {
            Assert.Equal(Errno.EINVAL, lacking.Errno);
            Assert.Contains("BPF_TRACE_FENTRY_MULTI", lacking.Message, StringComparison.Ordinal);
            return;
        }

        Assert.SkipUnless(Requires.Running < new Version(7, 2), "this kernel has such programs");
    }

    private static AttachedProgram Load(string name, bool withCookie = false)
    {
        try
        {
            return AttachedProgram.Load(name, withCookie: withCookie);
        }
        catch (BpfNotSupportedException lacking)
        {
            Assert.Skip(lacking.Message);
            throw;
        }
    }
}
