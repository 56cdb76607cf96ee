using System.Text.RegularExpressions;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>A test's name is a sentence with underscores for its spaces, in the spelling of a sentence.</summary>
public sealed partial class TestNameTests
{
    [Fact]
    public void Every_test_is_named_by_a_sentence()
    {
        Assert.NotEmpty(TestNames.All);
        Assert.Empty(TestNames.All.Where(name => !Sentence().IsMatch(name[(name.LastIndexOf('.') + 1)..])).Order());
    }

    [Theory]
    [InlineData("Truncated", true)]
    [InlineData("A_map_of_the_BPF_file_system_since_6_17", true)]
    [InlineData("BTF_of_Linux_is_found", true)]
    [InlineData("AMapIsMade", false)]
    [InlineData("TheMapIsMade", false)]
    [InlineData("The_mapIsMade", false)]
    [InlineData("The_Map_Is_Made", false)]
    [InlineData("the_map_is_made", false)]
    [InlineData("The_map__is_made", false)]
    public void A_sentence_is_told_from_other_names(string name, bool isSentence) => Assert.Equal(isSentence, Sentence().IsMatch(name));

    /// <summary>Words in lower case, acronyms and numbers, and the proper names that tests speak of.</summary>
    [GeneratedRegex("^([A-Z][a-z0-9]*|[A-Z0-9]{2,}s?)(_([a-z0-9]+|[A-Z0-9]+s?|Cpp|Linux|Python))*$")]
    private static partial Regex Sentence();
}
