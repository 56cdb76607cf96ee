using System.Runtime.InteropServices;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.KernelTests.Usdt;

namespace LibBpfSharp.KernelTests.Examples;

public sealed unsafe partial class TracingExamples : Example
{
    [Fact]
    public void A_tracepoint_is_attached_to()
    {
        using AttachedProgram attached = AttachedProgram.Load("tracepoint");
        BpfProgram program = attached.Program;

        // example: BpfProgram.AttachTracepoint
        using PerfEventLink link = program.AttachTracepoint("task", "task_rename");
        // end example
        attached.Runs(AttachedProgram.Rename);
    }

    [Fact]
    public void A_raw_tracepoint_is_attached_to()
    {
        using AttachedProgram attached = AttachedProgram.Load("raw");
        BpfProgram program = attached.Program;

        // example: BpfProgram.AttachRawTracepoint
        using RawTracepointLink link = program.AttachRawTracepoint("task_rename");
        // end example
        attached.Runs(AttachedProgram.Rename);
    }

    [Fact]
    public void A_kernel_function_is_attached_to()
    {
        Requires.Kprobes();
        using AttachedProgram attached = AttachedProgram.Load("kernel_return");
        BpfProgram program = attached.Program;

        // example: BpfProgram.AttachKprobe
        using PerfEventLink link = program.AttachKprobe("do_nanosleep", new() { IsReturn = true }); // when the function returns
        // end example
        attached.Runs(AttachedProgram.Nap);
    }

    [Fact]
    public void A_function_of_the_C_library_is_attached_to()
    {
        using AttachedProgram attached = AttachedProgram.Load("user_function");
        BpfProgram program = attached.Program;

        // example: BpfProgram.AttachUprobe
        using PerfEventLink link = program.AttachUprobe("libc.so.6", "getppid", new() { ProcessId = Environment.ProcessId }); // without: in every process
        // end example
        attached.Runs(AttachedProgram.GetParent);
    }

    [Fact]
    public void A_system_call_is_attached_to()
    {
        Requires.Kprobes();
        using AttachedProgram attached = AttachedProgram.Load("system_call");
        BpfProgram program = attached.Program;

        // example: BpfProgram.AttachKsyscall
        using PerfEventLink link = program.AttachKsyscall("getppid"); // whatever the kernel calls the function: __x64_sys_getppid
        // end example
        attached.Runs(AttachedProgram.GetParent);
    }

    [Fact]
    public void A_trampoline_is_attached()
    {
        using AttachedProgram opened = AttachedProgram.Open("entered", "attach");
        (BpfObject tracing, BpfProgram program) = (opened.Object, opened.Program);
        Requires.NotRefused(() => AttachedProgram.Load("entered").Dispose());

        // example: BpfProgram.AttachTracing
        program.AttachTarget = "do_nanosleep";                 // instead of what SEC("fentry/…") says; before the load
        tracing.Load();
        using TracingLink link = program.AttachTracing();
        // end example
        opened.Runs(AttachedProgram.Nap);
    }

    [Fact]
    public void A_static_probe_is_attached_to()
    {
        Requires.Probe("libc.so.6", "libc:setjmp");
        using ProbedProgram probed = ProbedProgram.Load("any");
        BpfProgram program = probed["any"];
        byte* registers = stackalloc byte[1024];

        // example: BpfProgram.AttachUsdt
        using UsdtLink link = program.AttachUsdt("libc.so.6", "libc", "setjmp", new() { ProcessId = Environment.ProcessId });
        // end example
        Assert.Equal(0, SetJump(registers));
        Assert.Equal(1ul, probed.Hits);
    }

    [Fact]
    public void A_processor_is_sampled()
    {
        using AttachedProgram attached = AttachedProgram.Load("sampled");
        BpfProgram program = attached.Program;

        // example: BpfProgram.AttachPerfEvent
        using PerfEvent clock = PerfEvent.Open(new() { Type = PerfEventType.Software, Config = 0, Frequency = 1000, ProcessId = 0 }); // PERF_COUNT_SW_CPU_CLOCK
        using PerfEventLink link = program.AttachPerfEvent(clock);
        // end example
        attached.Runs(() => Thread.SpinWait(100_000));
    }

    [Fact]
    public void Tasks_are_listed()
    {
        using AttachedProgram attached = AttachedProgram.Load("tasks");
        BpfProgram program = attached.Program;

        // example: BpfProgram.AttachIterator
        using IteratorLink link = program.AttachIterator();
        using Stream tasks = link.OpenIterator();              // reading runs the program for each task
        using BinaryReader reader = new(tasks);
        int first = reader.ReadInt32();                        // what bpf_seq_write wrote
        // end example
        Assert.True(first > 0);
    }

    [LibraryImport("libc", EntryPoint = "_setjmp")]
    private static partial int SetJump(byte* registers);
}
