using System.Text;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Searches by name, with and without an index.</summary>
public sealed class BtfFindTests
{
    [Theory]
    [InlineData("task_struct", "task_struct")]
    [InlineData("task_struct___old", "task_struct")]
    [InlineData("task___a___b", "task___a")]
    [InlineData("___name", "___name")]
    [InlineData("name___", "name___")]
    [InlineData("a____b", "a____b")]
    [InlineData("a___b____c", "a")]
    [InlineData("", "")]
    public void Flavours_are_left_out(string name, string essential)
        => Assert.Equal(essential, Encoding.UTF8.GetString(BtfFlavour.Strip(Encoding.UTF8.GetBytes(name))));

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void Types_are_found_by_name_and_kind(int others)
    {
        BtfBuilder builder = BtfBuilder.Create();
        for (int i = 0; i < others; i++) builder.AddStruct("other" + i, 1);
        uint first = builder.AddStruct("thing", 4), again = builder.AddStruct("thing", 8);
        uint union = builder.AddUnion("thing", 2), flavour = builder.AddStruct("thing___v2", 8);
        uint longName = builder.AddStruct(new string('x', 40) + "_thing", 1);
        uint narrow = builder.AddEnum("mode", 4), wide = builder.AddEnum64("mode___new", 8);
        builder.AddStruct("", 4);
        BtfSpec spec = builder.Build();

        Assert.True(spec.TryFind("thing", BtfKind.Struct, out BtfType found) && found.Id == first);
        Assert.True(spec.TryFind("thing", BtfKind.Union, out found) && found.Id == union);
        Assert.True(spec.TryFind("thing___v2", BtfKind.Struct, out found) && found.Id == flavour);
        Assert.True(spec.TryFind(new string('x', 40) + "_thing", BtfKind.Struct, out found) && found.Id == longName);
        Assert.False(spec.TryFind("thin", BtfKind.Struct, out found));
        Assert.Equal(0u, found.Id);
        Assert.False(spec.TryFind("thing", BtfKind.Typedef, out _));
        Assert.False(spec.TryFind("", BtfKind.Struct, out _));
        Assert.Equal([first, again, union], spec.FindAll("thing").Select(type => type.Id));
        Assert.Equal([first, again, flavour], spec.FindCandidates("thing"u8, BtfKind.Struct).Select(type => type.Id));
        Assert.Equal([narrow, wide], spec.FindCandidates("mode"u8, BtfKind.Enum64).Select(type => type.Id));
        Assert.Empty(spec.FindCandidates("thin"u8, BtfKind.Struct));
    }

    [Fact]
    public void Index_agrees_with_looking_at_every_type()
    {
        Random random = new(3);
        BtfBuilder builder = BtfBuilder.Create();
        string[] parts = ["a", "task", "___", "_", "__", "struct", "sk_buff", "veryveryveryverylongpartofaname", "0"];
        for (int i = 0; i < 3000; i++)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => parts[random.Next(parts.Length)]));
            if (random.Next(2) == 0) builder.AddStruct(name, 4);
            else builder.AddUnion(name, 4);
        }

        BtfSpec spec = builder.Build();
        ILookup<string, uint> byName = spec.EnumerateOwnTypes().Where(type => type.Name.Length > 0).ToLookup(type => type.Name, type => type.Id);
        foreach (IGrouping<string, uint> same in byName)
            Assert.Equal(same, spec.FindAll(same.Key).Select(type => type.Id));

        ILookup<string, uint> byEssence = spec.EnumerateOwnTypes().Where(type => type.Name.Length > 0 && type.Kind == BtfKind.Union)
            .ToLookup(type => Encoding.UTF8.GetString(BtfFlavour.Strip(type.Utf8Name)), type => type.Id);
        foreach (IGrouping<string, uint> same in byEssence)
            Assert.Equal(same, spec.FindCandidates(Encoding.UTF8.GetBytes(same.Key), BtfKind.Union).Select(type => type.Id));
    }

    [Fact]
    public void Overlong_names_are_not_found_but_read()
    {
        BtfBuilder builder = BtfBuilder.Create();
        string longest = new('n', 1023), beyond = new('n', 1024);
        uint known = builder.AddStruct(longest, 1);
        uint unknown = builder.AddStruct(beyond, 1);
        for (int i = 0; i < 100; i++) builder.AddStruct("other" + i, 1);
        BtfSpec spec = builder.Build();
        Assert.True(spec.TryFind(longest, BtfKind.Struct, out BtfType found) && found.Id == known);
        Assert.Equal(beyond, spec.GetType(unknown).Name);
    }
}
