using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>Programs opened by pin, id or socket at probes, tracepoints and trampolines, whose places no section names then.</summary>
public sealed class OpenedProgramTests
{
    private const string Library = "libc.so.6";

    public OpenedProgramTests() => Requires.Root();

    public static MatrixTheoryData<string, string> Programs => new(
        ["raw", "tracepoint", "typed", "kernel_function", "kernel_return", "system_call", "kernel_functions", "user_function", "user_return", "user_functions", "functions_entered"], ["pin", "id", "socket"]);

    [Theory]
    [MemberData(nameof(Programs))]
    public void An_opened_program_is_attached_by_what_it_is_told(string name, string way)
    {
        if (name == "kernel_functions") Requires.Feature(BpfFeature.KprobeMultiLink);
        if (name == "user_functions") Requires.Feature(BpfFeature.UprobeMultiLink);
        if (name == "functions_entered") Requires.Kernel(7, 2, "attaching to many functions by their types");
        if (name is "kernel_function" or "kernel_return" or "system_call")
            Assert.SkipUnless(File.Exists(ProbeKind.Kernel.DefinitionsOf(Interop.Kernel.Running)) || Directory.Exists("/sys/bus/event_source/devices/kprobe"), "this kernel has no kprobes");
        using AttachedProgram loaded = AttachedProgram.Load(name);
        using Reopened opened = new(way);
        BpfProgram program = opened.Again(loaded.Program);
        (IDisposable attachment, Action trigger) = Attach(name, program);
        loaded.RunsUntilDisposed(attachment, trigger);
    }

    [Fact]
    public void A_cookie_takes_what_the_program_was_loaded_as()
    {
        Requires.Kernel(5, 19, "cookies of trampolines");
        using AttachedProgram loaded = AttachedProgram.Load("typed");
        using var program = BpfProgram.OpenById(loaded.Program.Info.Id);
        Assert.Throws<ArgumentException>(() => program.AttachTracing(new() { Cookie = 7 }));
        loaded.RunsUntilDisposed(program.AttachTracing(new() { Cookie = 7, AttachType = BpfAttachType.TraceRawTp }), AttachedProgram.Rename);
    }

    private static (IDisposable Attachment, Action Trigger) Attach(string name, BpfProgram program) => name switch
    {
        "raw" => (program.AttachRawTracepoint("task_rename"), AttachedProgram.Rename),
        "tracepoint" => (program.AttachTracepoint("task", "task_rename"), AttachedProgram.Rename),
        "typed" => (program.AttachTracing(), AttachedProgram.Rename),
        "kernel_function" => (program.AttachKprobe("do_nanosleep"), AttachedProgram.Nap),
        "kernel_return" => (program.AttachKprobe("do_nanosleep", new() { IsReturn = true }), AttachedProgram.Nap),
        "system_call" => (program.AttachKsyscall("getppid"), AttachedProgram.GetParent),
        "kernel_functions" => (program.AttachKprobeMulti("do_nanosle??"), AttachedProgram.Nap),
        "user_function" => (program.AttachUprobe(Library, "getppid"), AttachedProgram.GetParent),
        "user_return" => (program.AttachUprobe(Library, "getppid", new() { IsReturn = true }), AttachedProgram.GetParent),
        "user_functions" => (program.AttachUprobeMulti(Library, "getppi?"), AttachedProgram.GetParent),
        _ => (program.AttachTracingMulti("do_nanosle??", new() { AttachType = BpfAttachType.TraceFentryMulti }), AttachedProgram.Nap),
    };
}
