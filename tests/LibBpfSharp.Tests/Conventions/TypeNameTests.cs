using System.Text.RegularExpressions;
using LibBpfSharp.Btf;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Conventions;

/// <summary>The rule of docs/design.md for the names of public types: one noun of the kernel's in front, <c>Bpf</c> or one of the page's list, and never two.</summary>
public sealed partial class TypeNameTests
{
    private static readonly string[] s_nouns = Nouns();

    [Fact]
    public void A_public_type_begins_with_the_prefix_or_a_noun_of_the_kernel()
        => Assert.DoesNotContain(PublicSurface.Types.Select(Bare), name => !StartsWithWord(name, "Bpf") && !s_nouns.Any(noun => StartsWithWord(name, noun)));

    [Fact]
    public void No_noun_follows_the_prefix()
        => Assert.DoesNotContain(PublicSurface.Types.Select(Bare), name => StartsWithWord(name, "Bpf") && s_nouns.Any(noun => StartsWithWord(name[3..], noun)));

    [Fact]
    public void Each_noun_is_in_use()
        => Assert.DoesNotContain(s_nouns, noun => !PublicSurface.Types.Any(type => StartsWithWord(Bare(type), noun)));

    [Fact]
    public void Interfaces_and_exceptions_are_known_by_their_names()
    {
        Assert.All(PublicSurface.Types.Where(type => type.IsInterface), type => Assert.Matches("^I[A-Z]", type.Name));
        Assert.All(PublicSurface.Types, type => Assert.Equal(type.IsSubclassOf(typeof(Exception)), type.Name.EndsWith("Exception", StringComparison.Ordinal)));
    }

    [Fact]
    public void Delegates_say_what_they_are()
        => Assert.All(PublicSurface.Types.Where(type => type.IsSubclassOf(typeof(Delegate))), type => Assert.Matches("(Handler|Action)(`|$)", type.Name));

    /// <summary>A set of flags is plural, another enumeration singular; words that are no plural for all their s are the kernel's.</summary>
    [Fact]
    public void Flags_are_plural_and_other_enumerations_singular()
    {
        // The kernel's names of one field that holds bits.
        string[] fields = [nameof(BpfLogLevel), nameof(XdpRxMetadata), nameof(BtfIntEncoding)];
        Type[] enums = [.. PublicSurface.Types.Where(type => type.IsEnum && !fields.Contains(type.Name))];
        Assert.Empty(enums.Where(type => type.IsDefined(typeof(FlagsAttribute), inherit: false) && !type.Name.EndsWith('s')).Select(type => type.Name));
        Assert.Empty(enums.Where(type => !type.IsDefined(typeof(FlagsAttribute), inherit: false) && PluralWord().IsMatch(type.Name)).Select(type => type.Name));
    }

    /// <summary>The name without the arity, and without the I of an interface.</summary>
    private static string Bare(Type type)
    {
        string name = (type.IsNested ? type.DeclaringType! : type).Name.Split('`')[0];
        return type.IsInterface ? name[1..] : name;
    }

    private static bool StartsWithWord(string name, string word)
        => name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsAsciiLetterLower(name[word.Length]));

    private static string[] Nouns()
    {
        string page = File.ReadAllText(Repository.At("docs", "design.md"));
        string list = page[page.IndexOf("The nouns:", StringComparison.Ordinal)..];
        string[] nouns = [.. Noun().Matches(list[..list.IndexOf("\n\n", StringComparison.Ordinal)]).Select(match => match.Groups["noun"].Value)];
        Assert.NotEmpty(nouns);
        return nouns;
    }

    [GeneratedRegex("`(?<noun>[A-Z][A-Za-z0-9]+)`")]
    private static partial Regex Noun();

    [GeneratedRegex("[^s]s$")]
    private static partial Regex PluralWord();
}
