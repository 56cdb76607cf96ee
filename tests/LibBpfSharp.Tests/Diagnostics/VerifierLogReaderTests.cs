using System.Text;

namespace LibBpfSharp.Tests.Diagnostics;

public sealed class VerifierLogReaderTests
{
    private const string NullPointer = """
        0: R1=ctx() R10=fp0
        ; long *v = bpf_map_lookup_elem(&flows, &key); @ bad.bpf.c:8
        5: (18) r1 = 0xffff88811492e000       ; R1=map_ptr(map=flows,ks=4,vs=8)
        7: (85) call bpf_map_lookup_elem#1    ; R0=map_value_or_null(id=1,map=flows,ks=4,vs=8)
        ; *v += skb->len; @ bad.bpf.c:9
        8: (61) r1 = *(u32 *)(r6 +0)          ; R1=scalar(smin=0)
        9: (79) r2 = *(u64 *)(r0 +0)
        R0 invalid mem access 'map_value_or_null'
        processed 9 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0

        """;

    [Fact]
    public void The_last_instruction_its_line_and_the_message_are_found()
    {
        VerifierFailure failure = Read(NullPointer);
        Assert.Equal(9, failure.Instruction);
        Assert.Equal("9: (79) r2 = *(u64 *)(r0 +0)", failure.InstructionText);
        Assert.Equal(new BpfSourceLine { File = "bad.bpf.c", Line = 9, Text = "*v += skb->len;" }, failure.Source);
        Assert.Equal("R0 invalid mem access 'map_value_or_null'", failure.Cause);
    }

    [Fact]
    public void Line_information_goes_before_the_comments_of_the_log()
    {
        BpfSourceLine known = new() { File = "/src/bad.bpf.c", Line = 9, Column = 5, Text = "*v += skb->len;" };
        VerifierFailure failure = VerifierLogReader.ReadFailure(new BpfVerifierLog(Encoding.UTF8.GetBytes(NullPointer)), at => at == 9 ? known : null);
        Assert.Equal(known, failure.Source);
    }

    [Theory]
    [InlineData("unreachable insn 7\nprocessed 0 insns (limit 1000000)\n", 7, "unreachable insn 7")]
    [InlineData("back-edge from insn 3 to 1\n", 3, "back-edge from insn 3 to 1")]
    [InlineData("1: (05) goto pc-1\ninfinite loop detected at insn 1\ncur state: R0=1\nold state: R0=1\n", 1, "infinite loop detected at insn 1")]
    [InlineData("The sequence of 8193 jumps is too complex.\n", null, "The sequence of 8193 jumps is too complex.")]
    [InlineData("0: R1=ctx() R10=fp0\n0: (95) exit\nR0 !read_ok\n", 0, "R0 !read_ok")]
    [InlineData("3: (61) r0 = *(u32 *)(r1 +4)\ninvalid access to packet, off=4 size=4\nR1 offset is outside of the packet\n", 3, "invalid access to packet, off=4 size=4; R1 offset is outside of the packet")]
    [InlineData("12: (85) call pc+3\ncaller:\n R10=fp0\ncallee:\n frame1: R1=ctx()\nfunc#1 @16\n", 12, "func#1 @16")]
    public void Messages_of_many_forms_are_read(string log, int? instruction, string cause)
    {
        VerifierFailure failure = Read(log);
        Assert.Equal((instruction, cause), (failure.Instruction, failure.Cause));
    }

    [Fact]
    public void Kernels_that_print_no_place_still_give_the_text()
        => Assert.Equal(new BpfSourceLine { Text = "return *v;" }, Read("; return *v;\n4: (79) r0 = *(u64 *)(r0 +0)\nR0 invalid mem access 'inv'\n").Source);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("no such form : (at all\u0001")]
    [InlineData("99999999999999999999: (79) x\n")]
    [InlineData("; @ :\n: (zz)")]
    [InlineData("5: (7")]
    public void Whatever_stands_there_nothing_is_thrown(string log) => Assert.NotNull(Read(log).Cause);

    private static VerifierFailure Read(string log) => VerifierLogReader.ReadFailure(new BpfVerifierLog(Encoding.UTF8.GetBytes(log)));
}
