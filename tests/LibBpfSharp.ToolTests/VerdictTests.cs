using System.Text;
using LibBpfSharp.Tool.Json;
using LibBpfSharp.Tool.Verify;

namespace LibBpfSharp.ToolTests;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(0, "ok")]
    [InlineData(22, "EINVAL")]
    [InlineData(95, "EOPNOTSUPP")]
    [InlineData(524, "ENOTSUPP")]
    [InlineData(512, "E512")]
    [InlineData(4003, "LIBBPF4003")]
    [InlineData(4032, "E4032")]
    public void A_verdict_is_a_word(int errno, string word) => Assert.Equal(word, ErrnoWord.Of(errno));

    [Fact]
    public void The_verifiers_figures_are_read_from_the_end_of_its_log()
    {
        BpfVerifierLog log = new("0: R1=ctx()\nverification time 123 usec\nstack depth 0\nprocessed 32 insns (limit 1000000) max_states_per_insn 1 total_states 3 peak_states 2 mark_read 1\n"u8);
        Assert.Equal(new VerifierFigures(32, 3, 123), VerifierFigures.Of(log));

        JsonLine line = new("x");
        VerifierFigures.Of(BpfVerifierLog.Empty).AddTo(line);
        Assert.Equal("""{"k":"x"}""", line.ToString());
    }

    [Fact]
    public void The_telling_line_is_the_last_that_is_no_figure()
    {
        BpfVerifierLog log = new(Encoding.UTF8.GetBytes("R0 !read_ok\nmark_precise: frame0\nprocessed 1 insns\n\n"));
        Assert.Equal("R0 !read_ok", TellingLine.LastOf(log));
        Assert.Null(TellingLine.LastOf(BpfVerifierLog.Empty));
    }

    [Fact]
    public void Progress_comes_back_as_it_was_said()
    {
        Assert.True(Progress.TryParse(new Progress(JudgeStage.Program, 7, "a b").ToString(), out Progress read));
        Assert.Equal(new Progress(JudgeStage.Program, 7, "a b"), read);
        Assert.False(Progress.TryParse("""{"k":"prog"}""", out _));
    }

    [Fact]
    public void A_task_comes_back_from_its_arguments()
    {
        VerifyOptions options = new() { Files = ["d/a.o"], Cost = true, SkipWhole = true, TargetBtf = "types/x.o" };
        JudgeTask task = new() { File = "d/a.o", Name = options.NameOf("d/a.o"), Options = options, Stage = JudgeStage.Program, FirstProgram = 4 };
        JudgeTask read = JudgeTask.FromArguments(task.ToArguments());
        Assert.Equal("d/a.o@x.o", read.Name);
        Assert.Equal(task.ToArguments(), read.ToArguments());
    }

    [Theory]
    [InlineData("", "LIBBPF4001")]
    [InlineData("hello\n", "LIBBPF4001")]
    public void What_is_no_ELF_file_is_of_wrong_format(string content, string word)
    {
        BpfObjectFormatException failure = Assert.Throws<BpfObjectFormatException>(() => BpfObjectSpec.Parse(Encoding.UTF8.GetBytes(content), "x"));
        Assert.Equal(word, ErrnoWord.Of(FailureErrno.Of(failure)));
    }
}
