using LibBpfSharp.Elf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Attach;

/// <summary>Functions of executables and shared libraries: those of the machine the tests run on.</summary>
public sealed class FunctionFinderTests
{
    private static string Libc => BinarySearch.Find(Kernel.Running, "libc.so.6") ?? throw new InvalidOperationException("There is no libc.so.6 where libraries are looked for.");

    [Fact]
    public void A_function_is_found_with_and_without_its_version()
    {
        FunctionFinder finder = Finder(Libc);
        FunctionFound found = finder.Find("getppid");
        Assert.True(found.Offset > 0 && (long)found.Offset < new FileInfo(Libc).Length);
        string version = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture is System.Runtime.InteropServices.Architecture.X64 ? "GLIBC_2.2.5" : "GLIBC_2.17";
        Assert.Equal(found, finder.Find($"getppid@{version}"));
        Assert.Equal(found, finder.Find($"getppid@@{version}"));
        Assert.Equal(0ul, finder.Find("getppid@GLIBC_0").Offset);
        Assert.Equal([found.Offset], finder.FindAll("getppi?"));
        Assert.True(finder.FindAll("get*").Length > 20);
    }

    [Fact]
    public void A_function_that_is_not_there_has_a_nearest()
    {
        FunctionFinder finder = Finder(Libc);
        Assert.Equal(new FunctionFound(0, Nearest: "getppid"), finder.Find("getppidx"));
        Assert.Equal(new FunctionFound(0), finder.Find("nothing_that_a_library_would_have"));
        Assert.Empty(finder.FindAll("nothing_that_a_library_would_have*"));
    }

    [Fact]
    public void A_function_that_a_program_imports_is_told_apart()
    {
        string shell = BinarySearch.Find(Kernel.Running, "sh") ?? throw new InvalidOperationException("There is no sh.");
        Assert.Equal(new FunctionFound(0, IsImported: true), Finder(shell).Find("getppid"));
    }

    [Fact]
    public void Names_are_looked_up_where_their_kind_is()
    {
        Assert.True(BinarySearch.IsLibrary("libc.so.6") && BinarySearch.IsLibrary("libx.so"));
        Assert.False(BinarySearch.IsLibrary("sosh"));
        string folder = Directory.CreateTempSubdirectory("libbpfsharp-").FullName;
        try
        {
            string library = Path.Combine(folder, "libmine.so"), program = Path.Combine(folder, "mine");
            File.WriteAllText(library, "");
            File.WriteAllText(program, "");
            string? Variable(string name) => $"/nowhere:{folder}";
            Assert.Equal(library, BinarySearch.Find(Kernel.Running, "libmine.so", Variable));
            Assert.Null(BinarySearch.Find(Kernel.Running, "mine", Variable)); // cannot be run
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FunctionFinder Finder(string path) => new(ElfFile.Parse(File.ReadAllBytes(path)));
}
