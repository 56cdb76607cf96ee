using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Examples;

/// <summary>
/// The code of the <c>example</c>s in the library's comments, run. A unit test holds that what stands between <c>// example: TYPE.MEMBER</c>
/// and <c>// end example</c> is what the comment of that member shows.
/// </summary>
public abstract class Example : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly TextWriter _console = Console.Out;
    private readonly StringWriter _printed = new();

    /// <summary>Goes to where the objects are, so that the code can name them as a reader would.</summary>
    protected Example()
    {
        Requires.Root();
        Environment.CurrentDirectory = BpfFixtures.Folder;
        Console.SetOut(_printed);
    }

    /// <summary>What an example wrote to the console.</summary>
    protected string Printed => _printed.ToString();

    /// <summary>An object with one program that is loaded.</summary>
    protected static BpfObject Load(string file, string program)
    {
        var bpf = BpfObject.Open(file);
        foreach (BpfProgram each in bpf.Programs) each.AutoLoad = each.Name == program;
        bpf.Load();
        return bpf;
    }

    public void Dispose()
    {
        Console.SetOut(_console);
        _printed.Dispose();
        Environment.CurrentDirectory = _before;
        Clean();
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes what the examples of a class left.</summary>
    protected virtual void Clean()
    {
    }
}
