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
    public void AVerdictIsAWord(int errno, string word) => Assert.Equal(word, ErrnoWord.Of(errno));

    [Fact]
    public void TheVerifiersFiguresAreReadFromTheEndOfItsLog()
    {
        VerifierLog log = new("0: R1=ctx()\nverification time 123 usec\nstack depth 0\nprocessed 32 insns (limit 1000000) max_states_per_insn 1 total_states 3 peak_states 2 mark_read 1\n"u8);
        Assert.Equal(new VerifierFigures(32, 3, 123), VerifierFigures.Of(log));

        JsonLine line = new("x");
        VerifierFigures.Of(VerifierLog.Empty).AddTo(line);
        Assert.Equal("""{"k":"x"}""", line.ToString());
    }

    [Fact]
    public void TheTellingLineIsTheLastThatIsNoFigure()
    {
        VerifierLog log = new(Encoding.UTF8.GetBytes("R0 !read_ok\nmark_precise: frame0\nprocessed 1 insns\n\n"));
        Assert.Equal("R0 !read_ok", TellingLine.LastOf(log));
        Assert.Null(TellingLine.LastOf(VerifierLog.Empty));
    }

    [Fact]
    public void ProgressComesBackAsItWasSaid()
    {
        Assert.True(Progress.TryParse(new Progress(JudgeStage.Program, 7, "a b").ToString(), out Progress read));
        Assert.Equal(new Progress(JudgeStage.Program, 7, "a b"), read);
        Assert.False(Progress.TryParse("""{"k":"prog"}""", out _));
    }

    [Fact]
    public void ATaskComesBackFromItsArguments()
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
    public void WhatIsNoElfFileIsOfWrongFormat(string content, string word)
    {
        BpfObjectFormatException failure = Assert.Throws<BpfObjectFormatException>(() => BpfObjectSpec.Parse(Encoding.UTF8.GetBytes(content), "x"));
        Assert.Equal(word, ErrnoWord.Of(FailureErrno.Of(failure)));
    }
}
