using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.ToolTests;

public sealed class JsonLineTests
{
    [Fact]
    public void Members_stand_in_the_order_they_are_added()
    {
        JsonLine line = new JsonLine("prog").Text("o", "a.o").Number("n", -3).Hash("h", 0x1f).NumberUnlessZero("fl", 0).List("sec", [".text", ".maps"]);
        Assert.Equal("""{"k":"prog","o":"a.o","n":-3,"h":"000000000000001f","sec":[".text",".maps"]}""", line.ToString());
    }

    [Fact]
    public void What_is_not_printable_ASCII_is_escaped_byte_by_byte() =>
        Assert.Equal("""{"k":"x","p":"\"\\\u000a\u00c3\u00a4\u007f"}""", new JsonLine("x").Text("p", "\"\\\nä\x7f").ToString());

    [Fact]
    public void Counts_of_zero_are_left_out()
    {
        Assert.Equal("""{"k":"x","rel":{"1":2,"3":4}}""", new JsonLine("x").Counts("rel", [0, 2, 0, 4], i => $"{i}").ToString());
        Assert.Equal("""{"k":"x"}""", new JsonLine("x").Counts("rel", [0, 0], i => $"{i}").ToString());
    }

    [Theory]
    [InlineData("xdp", "\"xdp\"")]
    [InlineData("77", "77")]
    public void An_unknown_name_is_a_number(string word, string expected) =>
        Assert.Equal($$"""{"k":"x","t":{{expected}}}""", new JsonLine("x").Word("t", word).ToString());
}
