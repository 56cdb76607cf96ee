using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Running;

/// <summary>Programs run without being attached: on packets, contexts and nothing.</summary>
public sealed class TestRunTests : IDisposable
{
    private const int MarkOffset = 8; // struct __sk_buff
    private const int BufferLength = 192;

    private readonly BpfObject _object;

    public TestRunTests()
    {
        Requires.Root();
        _object = BpfObject.Open(BpfFixtures.Path("test_runs"));
    }

    public void Dispose() => _object.Dispose();

    [Fact]
    public void A_packet_comes_back_as_the_program_left_it()
    {
        BpfProgram program = Load("swap_first_bytes");
        byte[] packet = Packet(), output = new byte[packet.Length];
        BpfTestRunResult result = program.TestRun(new() { Data = packet, DataOut = output });
        Assert.Equal(((uint)packet.Length, packet.Length), (result.ReturnValue, result.DataLength));
        Assert.Equal((packet[1], packet[0]), (output[0], output[1]));
        Assert.Equal(packet[2..], output[2..]);
    }

    [Fact]
    public void A_context_goes_in_and_comes_back()
    {
        BpfProgram program = Load("swap_first_bytes");
        byte[] context = new byte[BufferLength], output = new byte[BufferLength];
        BinaryPrimitives.WriteUInt32LittleEndian(context.AsSpan(MarkOffset), 41);
        BpfTestRunResult result = program.TestRun(new() { Data = Packet(), Context = context, ContextOut = output });
        Assert.Equal(42u, BinaryPrimitives.ReadUInt32LittleEndian(output.AsSpan(MarkOffset)));
        Assert.InRange(result.ContextLength, MarkOffset + sizeof(uint), BufferLength); // older kernels have a shorter one
    }

    [Fact]
    public void Output_without_room_is_told_with_its_length()
    {
        BpfProgram program = Load("add_header");
        byte[] packet = Packet();
        Assert.Equal((uint)2, program.TestRun(new() { Data = packet }).ReturnValue & 2);
        BpfTestRunException refused = Assert.Throws<BpfTestRunException>(() => program.TestRun(new() { Data = packet, DataOut = new byte[packet.Length] }));
        Assert.Equal((BpfTestRunError.OutputTooSmall, Errno.ENOSPC), (refused.Reason, refused.Errno));
        Assert.Equal(packet.Length + 16, refused.Result!.Value.DataLength);

        byte[] output = new byte[refused.Result.Value.DataLength];
        Assert.Equal(output.Length, program.TestRun(new() { Data = packet, DataOut = output }).DataLength);
        Assert.Equal(packet, output[16..]);
    }

    [Fact]
    public void Repeated_runs_are_timed()
    {
        BpfProgram program = Load("swap_first_bytes");
        Assert.True(program.TestRun(new() { Data = Packet(), Repeat = 10_000 }).AverageNanoseconds > 0);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        BpfProgram program = Load("swap_first_bytes");
        byte[] packet = Packet(), output = new byte[packet.Length];
        for (int i = 0; i < 100; i++) program.TestRun(new() { Data = packet, DataOut = output });
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) program.TestRun(new() { Data = packet, DataOut = output });
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(Errno.EINTR, BpfTestRunError.Interrupted)]
    [InlineData(Errno.ENODEV, BpfTestRunError.InvalidInput)]
    [InlineData(Errno.ENOMEM, BpfTestRunError.Unknown)]
    public void What_the_kernel_answers_is_told_with_its_errno(Errno errno, BpfTestRunError reason)
    {
        BpfTestRunException refused = Assert.Throws<BpfTestRunException>(() => FailToRun(errno));
        Assert.Equal((reason, errno, BpfCommand.ProgTestRun, "swap_first_bytes"), (refused.Reason, refused.Errno, refused.Command, refused.ObjectName));
        Assert.Null(refused.Result);
    }

    [Fact]
    public void A_missing_right_is_told_as_such()
        => Assert.Equal(Errno.EPERM, Assert.Throws<BpfPermissionException>(() => FailToRun(Errno.EPERM)).Errno);

    [Fact]
    public void A_raw_tracepoint_takes_its_arguments()
    {
        BpfProgram program = Load("add_arguments");
        Assert.Equal(42u, program.TestRun(new() { Context = MemoryMarshal.AsBytes<ulong>([40, 2]) }).ReturnValue);
        BpfTestRunException refused = Assert.Throws<BpfTestRunException>(() => program.TestRun());
        Assert.Equal((BpfTestRunError.InvalidInput, Errno.EINVAL), (refused.Reason, refused.Errno));
        Assert.Contains("arguments", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_raw_tracepoint_runs_on_the_cpu_asked_for()
    {
        BpfProgram program = Load("which_cpu");
        for (int cpu = 0; cpu < Environment.ProcessorCount; cpu++) Assert.Equal((uint)cpu, program.TestRun(new() { Cpu = cpu }).ReturnValue);
        BpfTestRunException refused = Assert.Throws<BpfTestRunException>(() => program.TestRun(new() { Cpu = 100_000 }));
        Assert.Equal((BpfTestRunError.CpuOffline, Errno.ENXIO), (refused.Reason, refused.Errno));
    }

    [Fact]
    public void A_syscall_program_gives_its_context_back()
    {
        Requires.ProgramType(BpfProgramType.Syscall);
        BpfProgram program = Load("double_it");
        byte[] output = new byte[sizeof(ulong)];
        BpfTestRunResult result = program.TestRun(new() { Context = MemoryMarshal.AsBytes<ulong>([21]), ContextOut = output });
        Assert.Equal((7u, sizeof(ulong)), (result.ReturnValue, result.ContextLength));
        Assert.Equal(42ul, BitConverter.ToUInt64(output));
        Assert.Throws<ArgumentException>(() => program.TestRun(new() { Context = new byte[sizeof(ulong)] }));
    }

    [Fact]
    public void Live_frames_each_go_their_own_way()
    {
        Requires.Kernel(5, 18, "live frames");
        BpfProgram program = Load("count_and_drop");
        program.TestRun(new() { Data = Packet(), LiveFrames = true, Repeat = 1000, BatchSize = 32 });
        Assert.Equal(1000ul, _object.Variables["frames"].Get<ulong>());
        BpfTestRunException refused = Assert.Throws<BpfTestRunException>(() => program.TestRun(new() { Data = Packet(), LiveFrames = true, BatchSize = 257 }));
        Assert.Equal((BpfTestRunError.InvalidInput, Errno.E2BIG), (refused.Reason, refused.Errno));
        Assert.Throws<BpfTestRunException>(() => program.TestRun(new() { Data = Packet(), BatchSize = 32 }));
    }

    [Fact]
    public void A_checksum_that_was_spoilt_is_told()
    {
        Requires.Kernel(6, 11, "complete checksums");
        BpfProgram program = Load("spoil_checksum");
        Assert.Equal(0u, program.TestRun(new() { Data = Packet() }).ReturnValue);
        BpfTestRunException refused = Assert.Throws<BpfTestRunException>(() => program.TestRun(new() { Data = Packet(), CompleteChecksum = true }));
        Assert.Equal((BpfTestRunError.ChecksumMismatch, Errno.EBADMSG), (refused.Reason, refused.Errno));
    }

    [Fact]
    public void A_program_that_cannot_be_run_says_so()
    {
        BpfProgram program = Load("not_runnable");
        BpfNotSupportedException refused = Assert.Throws<BpfNotSupportedException>(() => program.TestRun(new() { Data = Packet() }));
        Assert.Equal(Errno.ENOTSUPP, refused.Errno);
    }

    [Fact]
    public void A_program_that_is_not_loaded_is_not_run()
        => Assert.Throws<InvalidOperationException>(() => _object.Programs["swap_first_bytes"].TestRun(new() { Data = Packet() }));

    private static byte[] Packet()
    {
        byte[] packet = [.. Enumerable.Range(1, 64).Select(number => (byte)number)];
        (packet[12], packet[13]) = (0x88, 0xB5); // an Ethernet type for local experiments
        return packet;
    }

    private void FailToRun(Errno errno)
    {
        FailingKernel counting = FailingKernel.At(Kernel.Running, int.MaxValue, errno);
        int loading;
        using (Load(counting)) loading = counting.Calls;
        using BpfObject bpf = Load(FailingKernel.At(Kernel.Running, loading + 1, errno));
        bpf.Programs["swap_first_bytes"].TestRun(new() { Data = Packet() });
    }

    private BpfObject Load(Kernel kernel)
    {
        var bpf = BpfObject.Open(_object.Spec, new BpfObjectOptions { Kernel = kernel });
        foreach (BpfProgram program in bpf.Programs) program.AutoLoad = program.Name == "swap_first_bytes";
        bpf.Load();
        return bpf;
    }

    private BpfProgram Load(string name)
    {
        foreach (BpfProgram program in _object.Programs) program.AutoLoad = program.Name == name;
        _object.Load();
        return _object.Programs[name];
    }
}
