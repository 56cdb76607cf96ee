using System.Text;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Running;

/// <summary>What programs print for user space to read.</summary>
public sealed class StreamTests
{
    public StreamTests() => Requires.Root();

    [Fact]
    public void What_a_program_prints_is_read_once_and_apart()
    {
        using BpfObject bpf = LoadSpeaker();
        BpfProgram program = bpf.Programs["speak"];
        Assert.Equal("", program.ReadStream(BpfStream.Stdout));
        program.TestRun();
        program.TestRun();
        Assert.Equal("ran with 42\nran with 42\n", program.ReadStream(BpfStream.Stdout));
        Assert.Equal("and complained\nand complained\n", program.ReadStream(BpfStream.Stderr));
        Assert.Equal("", program.ReadStream(BpfStream.Stdout));
    }

    [Fact]
    public void A_stream_is_read_in_pieces_and_goes_on_after_its_end()
    {
        using BpfObject bpf = LoadSpeaker();
        BpfProgram program = bpf.Programs["speak"];
        program.TestRun();
        byte[] piece = new byte[4];
        Assert.Equal(4, program.ReadStream(BpfStream.Stdout, piece));
        Assert.Equal("ran ", Encoding.UTF8.GetString(piece));

        using StreamReader reader = new(program.OpenStream(BpfStream.Stdout));
        Assert.Equal("with 42", reader.ReadLine());
        Assert.Null(reader.ReadLine());
        program.TestRun();
        Assert.Equal("ran with 42", reader.ReadLine());
    }

    [Fact]
    public void A_kernel_without_streams_is_named_and_a_stream_that_is_none_too()
    {
        using var bpf = BpfObject.Open(BpfFixtures.Path("counter"));
        bpf.Load();
        BpfProgram program = bpf.Programs[0];
        byte[] buffer = new byte[1];
        try
        {
            Assert.Equal(0, program.ReadStream(BpfStream.Stdout, buffer));
        }
        catch (BpfNotSupportedException lacking)
        {
            Assert.Equal((Errno.EINVAL, new Version(6, 17)), (lacking.Errno, lacking.Since));
            return;
        }

        Assert.Equal(Errno.ENOENT, Assert.Throws<BpfException>(() => program.ReadStream((BpfStream)3, buffer)).Errno);
    }

    private static BpfObject LoadSpeaker()
    {
        Requires.ProgramType(BpfProgramType.Syscall);
        var bpf = BpfObject.Open(BpfFixtures.Path("streams"));
        bpf.Load();
        int answer = (int)bpf.Programs["speak"].TestRun().ReturnValue;
        if (answer < 0)
        {
            bpf.Dispose();
            Assert.Skip(answer == -1
                ? "needs what this kernel lacks: a function to print to program streams (6.17)"
                : $"the kernel's own printing to a program stream fails with {(Errno)(-answer)}, as it does while memory is still being initialised");
        }

        bpf.Programs["speak"].ReadStream(BpfStream.Stdout);
        bpf.Programs["speak"].ReadStream(BpfStream.Stderr);
        return bpf;
    }
}
