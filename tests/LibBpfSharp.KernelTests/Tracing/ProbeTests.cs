using System.Runtime.InteropServices;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>Probes of kernel and user-space functions.</summary>
public sealed class ProbeTests
{
    public ProbeTests() => Requires.Root();

    [Theory]
    [InlineData("user_function", false)]
    [InlineData("user_return", true)]
    public void A_user_function_is_hit_as_often_as_it_is_called(string name, bool isReturn)
    {
        using AttachedProgram attached = AttachedProgram.Load(name, withCookie: Requires.Running >= new Version(5, 15));
        UprobeOptions options = new() { ProcessId = 0, IsReturn = isReturn, Cookie = Requires.Running >= new Version(5, 15) ? 9ul : 0 };
        AssertHits(attached, () => attached.Program.AttachUprobe("libc.so.6", "getppid", options));
        Assert.Equal(options.Cookie, attached.Cookie);
    }

    [Fact]
    public void A_probe_of_every_process_is_attached_by_its_section()
    {
        using AttachedProgram attached = AttachedProgram.Load("user_function");
        attached.RunsUntilDisposed(attached.Program.Attach(), AttachedProgram.GetParent);
    }

    [Theory]
    [InlineData(ProbeAttachMode.TraceFs)]
    [InlineData(ProbeAttachMode.PerfEvent)]
    public void A_user_function_is_hit_in_the_older_ways_too(ProbeAttachMode mode)
    {
        const string Definitions = "/sys/kernel/tracing/uprobe_events";
        Assert.SkipUnless(mode != ProbeAttachMode.TraceFs || File.Exists(Definitions), $"this kernel or mount table has no {Definitions}");
        using AttachedProgram attached = AttachedProgram.Load("user_function");
        AssertHits(attached, () => attached.Program.AttachUprobe("libc.so.6", "getppid", new UprobeOptions { ProcessId = 0, Mode = mode }));
        if (mode == ProbeAttachMode.TraceFs)
            Assert.DoesNotContain($"_{Environment.ProcessId}_", File.ReadAllText(Definitions), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_user_functions_are_hit_by_one_link()
    {
        Requires.Kernel(6, 6, "links on many sites of a file");
        using AttachedProgram attached = AttachedProgram.Load("user_functions");
        AssertHits(attached, () => attached.Program.AttachUprobeMulti("libc.so.6", "getppi?", new UprobeMultiOptions { ProcessId = 0 }));
    }

    [Theory]
    [InlineData("getppidd", BpfAttachError.TargetNotFound, "'getppid' meant")]
    [InlineData("getppid@NO_SUCH_VERSION", BpfAttachError.TargetNotFound, "no such function")]
    public void A_function_that_is_not_there_is_refused(string symbol, BpfAttachError reason, string words)
    {
        using AttachedProgram attached = AttachedProgram.Load("user_function");
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => attached.Program.AttachUprobe("libc.so.6", symbol));
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_imported_function_is_refused_with_what_to_do()
    {
        using AttachedProgram attached = AttachedProgram.Load("user_function");
        string library = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so");
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => attached.Program.AttachUprobe(library, "getpid"));
        Assert.Equal(BpfAttachError.SymbolIsImported, refused.Reason);
        Assert.Contains("shared library", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kernel_function")]
    [InlineData("kernel_return")]
    [InlineData("system_call")]
    [InlineData("kernel_functions")]
    public void A_kernel_function_is_hit(string name)
    {
        using AttachedProgram attached = AttachedProgram.Load(name);
        BpfLink link;
        try
        {
            link = attached.Program.Attach();
        }
        catch (BpfException lacking) when (lacking is BpfNotSupportedException or BpfPermissionException)
        {
            Assert.Skip($"this kernel has no such probes: {lacking.Message}");
            return;
        }

        attached.RunsUntilDisposed(link, () =>
        {
            AttachedProgram.GetParent();
            AttachedProgram.Nap();
        });
    }

    [Fact]
    public void A_kernel_without_kprobes_says_so()
    {
        Assert.SkipWhen(Requires.HasKprobes, "needs a kernel without kprobes");
        using AttachedProgram attached = AttachedProgram.Load("kernel_function");
        BpfNotSupportedException refused = Assert.Throws<BpfNotSupportedException>(() => attached.Program.AttachKprobe("do_nanosleep"));
        Assert.Contains("kprobes: not supported by this kernel", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_function_that_is_not_there_says_where_to_look()
    {
        Requires.Kprobes();
        using AttachedProgram attached = AttachedProgram.Load("kernel_function");
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => attached.Program.AttachKprobe("no_such_function_of_the_kernel"));
        Assert.Equal(BpfAttachError.TargetNotFound, refused.Reason);
        Assert.Contains("/proc/kallsyms", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertHits(AttachedProgram attached, Func<BpfLink> attach)
    {
        const int Calls = 5;
        AttachedProgram.GetParent();
        using (attach())
            for (int i = 0; i < Calls; i++) AttachedProgram.GetParent();
        Assert.Equal((ulong)Calls, attached.Hits);
        AttachedProgram.GetParent();
        Assert.Equal((ulong)Calls, attached.Hits);
    }
}
