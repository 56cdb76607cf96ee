using System.Xml.Linq;
using LibBpfSharp.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LibBpfSharp.Tests.Documentation.Layers;

/// <summary>The library's sources as the compiler understands them.</summary>
internal static class SourceCode
{
    private static readonly Lazy<CSharpCompilation> s_library = new(() => Compile(ReadLibrary()));

    /// <summary>The library as it stands in the repository.</summary>
    public static CSharpCompilation Library => s_library.Value;

    /// <summary>Where the library's folders are.</summary>
    public static string Root { get; } = Repository.At("src", "LibBpfSharp");

    /// <summary>A file of the library by its path, with other text than it has.</summary>
    public static CSharpCompilation With(string path, string text)
        => Library.AddSyntaxTrees(Parse(Path.Combine(Root, path), text));

    /// <summary>What keeps the sources from being understood whole.</summary>
    /// <remarks>The bodies that the SDK's own generators write are not there (CS8795); they refer to nothing of the house.</remarks>
    public static IEnumerable<Diagnostic> Faults(CSharpCompilation code)
        => code.GetDiagnostics().Where(found => found is { Severity: DiagnosticSeverity.Error, Id: not "CS8795" });

    private static IEnumerable<SyntaxTree> ReadLibrary()
        => Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Select(path => Parse(path, File.ReadAllText(path)));

    private static CSharpCompilation Compile(IEnumerable<SyntaxTree> sources)
    {
        string[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':');
        return CSharpCompilation.Create(
            "LibBpfSharp",
            sources.Append(Parse("", GlobalUsings())),
            references.Where(path => !Path.GetFileName(path).Contains("LibBpfSharp", StringComparison.OrdinalIgnoreCase)).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>The SDK's, and the project's own.</summary>
    private static string GlobalUsings()
    {
        string[] sdk = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];
        IEnumerable<string> project = XDocument.Load(Path.Combine(Root, "LibBpfSharp.csproj")).Descendants("Using").Select(item => item.Attribute("Include")!.Value);
        return string.Concat(sdk.Concat(project).Select(name => $"global using {name};\n"));
    }

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(
        text,
        new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]),
        path);
}
