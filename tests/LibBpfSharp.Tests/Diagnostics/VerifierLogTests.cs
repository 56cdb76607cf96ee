using System.Text;

namespace LibBpfSharp.Tests.Diagnostics;

public sealed class VerifierLogTests
{
    [Fact]
    public void A_log_ends_at_its_zero()
    {
        BpfVerifierLog log = new("0: r0 = 0\nR0 !read_ok\n\0garbage"u8);
        Assert.Equal("0: r0 = 0\nR0 !read_ok\n", log.Text);
        Assert.Equal(log.Text.Length, log.Length);
        Assert.Equal(0, log.OmittedLength);
    }

    [Fact]
    public void The_last_lines_come_in_order_and_without_empty_ones()
    {
        BpfVerifierLog log = new("one\ntwo\n\nthree\r\nfour\n\n"u8);
        Assert.Equal(["two", "three", "four"], log.GetLastLines(3));
        Assert.Equal(["one", "two", "three", "four"], log.GetLastLines(10));
        Assert.Empty(BpfVerifierLog.Empty.GetLastLines(3));
    }

    [Fact]
    public void A_longer_log_keeps_its_head_and_its_tail()
    {
        byte[] bytes = new byte[BpfVerifierLog.Capacity + 1000];
        Array.Fill(bytes, (byte)'.');
        "head"u8.CopyTo(bytes);
        "tail"u8.CopyTo(bytes.AsSpan(bytes.Length - 4));

        BpfVerifierLog log = new(bytes);
        Assert.Equal(bytes.Length, log.Length);
        Assert.Equal(1000, log.OmittedLength);
        Assert.Equal(BpfVerifierLog.Capacity, log.Head.Length + log.Tail.Length);
        Assert.StartsWith("head", log.Text, StringComparison.Ordinal);
        Assert.EndsWith("tail", log.Text, StringComparison.Ordinal);
        Assert.Contains("1000 bytes of the log are not kept", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_kernel_dropped_counts_as_omitted()
    {
        BpfVerifierLog log = new("the end\n"u8, lostBefore: 500);
        Assert.Equal(508, log.Length);
        Assert.Equal(500, log.OmittedLength);
        Assert.Equal(Encoding.UTF8.GetBytes("the end\n"), log.Tail.ToArray());
        Assert.Equal(["the end"], log.GetLastLines(1));
    }
}
