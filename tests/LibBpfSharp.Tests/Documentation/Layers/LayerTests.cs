using Microsoft.CodeAnalysis.CSharp;

namespace LibBpfSharp.Tests.Documentation.Layers;

/// <summary>The house is divided as docs/design.md says.</summary>
public sealed class LayerTests
{
    private static readonly LayerTable s_table = LayerTable.Read();

    [Fact]
    public void The_sources_are_understood_whole() => None(SourceCode.Faults(SourceCode.Library).Select(fault => fault.ToString()));

    [Fact]
    public void Every_folder_has_its_row_and_every_row_its_folder()
        => Assert.Equal(Directory.EnumerateDirectories(SourceCode.Root).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).Order(), s_table.MayUse.Keys.Order());

    [Fact]
    public void No_folder_refers_to_one_that_its_row_does_not_name() => None(Forbidden(LayerReferences.OfLibrary));

    [Fact]
    public void No_row_names_a_folder_that_is_not_used()
    {
        HashSet<(string, string)> used = [.. LayerReferences.OfLibrary.Select(reference => (reference.From, reference.To))];
        None(s_table.MayUse.Where(row => row.Key != "Deployments").SelectMany(row => row.Value.Where(to => !used.Contains((row.Key, to))).Select(to => $"{row.Key} does not use {to}")));
    }

    /// <summary>No circle among the folders, whatever the table says.</summary>
    [Fact]
    public void Each_folder_refers_only_to_rows_above_its_own()
    {
        string[] order = [.. s_table.MayUse.Keys];
        None(s_table.MayUse.SelectMany(row => row.Value.Where(to => Array.IndexOf(order, to) >= Array.IndexOf(order, row.Key)).Select(to => $"{row.Key} names {to}")));
    }

    [Theory]
    [InlineData("Loading/Violation.cs", "namespace LibBpfSharp.Loading; class Violation { object? F() => new BpfAttachAllOptions(); }", "Loading -> Sections: BpfAttachAllOptions")]
    [InlineData("Maps/Violation.cs", "namespace LibBpfSharp.Spec; class Violation { void F(BpfProgram program) => program.AttachTracing(); }", "Maps -> Tracing: BpfProgram.AttachTracing")]
    [InlineData("Elf/Violation.cs", "namespace LibBpfSharp; class Violation { Kernel? kernel; }", "Elf -> Interop: Kernel")]
    public void A_reference_that_the_table_does_not_name_is_found(string path, string text, string expected)
    {
        CSharpCompilation code = SourceCode.With(path, text);
        Assert.Contains(Forbidden(LayerReferences.In(code, code.SyntaxTrees[^1])), found => found.StartsWith(expected, StringComparison.Ordinal));
    }

    private static void None(IEnumerable<string> found) => Assert.Equal("", string.Join('\n', found));

    private static IEnumerable<string> Forbidden(IEnumerable<LayerReference> references) => references
        .Where(reference => !s_table.MayUse[reference.From].Contains(reference.To))
        .Select(reference => $"{reference.From} -> {reference.To}: {reference.Name} in {reference.File}").Order();
}
