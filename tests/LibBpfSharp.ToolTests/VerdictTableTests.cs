using LibBpfSharp.Tool.Verify;

namespace LibBpfSharp.ToolTests;

public sealed class VerdictTableTests
{
    [Fact]
    public void An_object_is_one_table()
    {
        StringWriter output = new();
        VerdictTable table = new(output);
        table.Add("""{"k":"run","kernel":"6.1.0","arch":"x86_64"}""");
        table.Add("""{"k":"obj","o":"a.o","v":"ok"}""");
        table.Add("""{"k":"prog","o":"a.o","p":"good","s":"xdp","t":"xdp","v":"ok","vi":1234,"vs":5,"us":67}""");
        table.Add("""{"k":"prog","o":"a.o","p":"bad","s":"xdp","t":"xdp","v":"EACCES","st":"kernel","vl":"R0 !read_ok"}""");
        table.Add("""{"k":"died","o":"a.o","stage":1,"prog":2,"p":"ugly","sig":"timeout"}""");
        table.Add("""{"k":"whole","o":"a.o","v":"EACCES","al":3,"st":"load","vl":"R0 !read_ok"}""");
        table.Add("""{"k":"obj","o":"b.o","v":"LIBBPF4001","lw":"not an ELF file"}""");
        table.Flush();

        Assert.Equal(
            """
            kernel 6.1.0 (x86_64)

            a.o
              PROGRAM  TYPE  VERDICT          INSNS  STATES   TIME
              good     xdp   ok                1234       5  67 us
              bad      xdp   EACCES (kernel)                        R0 !read_ok
              ugly           died (timeout)
              whole object: EACCES (load)  R0 !read_ok

            b.o: does not open: LIBBPF4001: not an ELF file

            """,
            output.ToString());
    }
}
