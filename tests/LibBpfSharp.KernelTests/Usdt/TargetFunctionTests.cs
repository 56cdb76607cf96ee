using System.Runtime.InteropServices;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;

namespace LibBpfSharp.KernelTests.Usdt;

/// <summary>Functions of the target program and its library: by name, version, soname, and what is no function of theirs.</summary>
public sealed unsafe class TargetFunctionTests
{
    private const string LibraryName = "liblbs_target.so.1";

    public TargetFunctionTests() => Requires.Root();

    [Theory]
    [InlineData("lbs_target_add", false)]
    [InlineData("lbs_library_call", true)]
    public void A_function_of_the_target_is_hit(string symbol, bool isInLibrary)
    {
        using AttachedProgram attached = AttachedProgram.Load("user_function");
        using var target = TargetProcess.Start();
        using (attached.Program.AttachUprobe(isInLibrary ? TargetProcess.Library : TargetProcess.Program, symbol, new UprobeOptions { ProcessId = target.Id }))
            target.Fire();
        target.Fire();
        Assert.Equal(1ul, attached.Hits);
    }

    [Fact]
    public void A_library_is_found_by_name_among_those_of_the_process()
    {
        using AttachedProgram attached = AttachedProgram.Load("user_function");
        using var target = TargetProcess.Start();
        UprobeOptions options = new() { ProcessId = target.Id };
        using (attached.Program.AttachUprobe(LibraryName, "lbs_library_call", options))
            target.Fire();
        Assert.Equal(1ul, attached.Hits);
        Assert.Contains("dynamic linker's cache", Assert.Throws<BpfAttachException>(() => attached.Program.AttachUprobe(LibraryName, "lbs_library_call", options with { ProcessId = null })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_is_found_where_only_its_process_sees_it()
    {
        string folder = Directory.CreateTempSubdirectory("libbpfsharp-").FullName;
        try
        {
            using AttachedProgram attached = AttachedProgram.Load("user_function");
            using ProbedProgram probed = ProbedProgram.Load(new KernelBeforeCookies(hasCookies: false), "usdt", "any");
            using (var target = TargetProcess.StartWithOwnMounts(folder))
            {
                Assert.False(File.Exists(Path.Combine(folder, LibraryName)));
                using (attached.Program.AttachUprobe(LibraryName, "lbs_library_call", new UprobeOptions { ProcessId = target.Id }))
                using (probed["any"].AttachUsdt(LibraryName, "lbs_library", "called", new UsdtOptions { ProcessId = target.Id }))
                    target.Fire();
            }

            Assert.Equal((1ul, 1ul), (attached.Hits, probed.Hits));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void One_version_of_a_function_is_hit_in_a_library_found_by_its_own_name()
    {
        string folder = Directory.CreateTempSubdirectory("libbpfsharp-").FullName;
        string copy = Path.Combine(folder, LibraryName + ".2.3");
        File.Copy(TargetProcess.Library, copy);
        nint library = NativeLibrary.Load(copy);
        try
        {
            var newer = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "lbs_versioned");
            using AttachedProgram attached = AttachedProgram.Load("user_function");
            using (attached.Program.AttachUprobe(LibraryName, "lbs_versioned@LBS_1", new UprobeOptions { ProcessId = 0 }))
                Assert.Equal(2, newer());
            Assert.Equal(0ul, attached.Hits);
            using (attached.Program.AttachUprobe(LibraryName, "lbs_versioned@@LBS_2", new UprobeOptions { ProcessId = 0 }))
                Assert.Equal(2, newer());
            Assert.Equal(1ul, attached.Hits);

            BpfAttachException ambiguous = Assert.Throws<BpfAttachException>(() => attached.Program.AttachUprobe(LibraryName, "lbs_versioned", new UprobeOptions { ProcessId = 0 }));
            Assert.Equal(BpfAttachError.AmbiguousSymbol, ambiguous.Reason);
            Assert.Contains("NAME@VERSION", ambiguous.Message, StringComparison.Ordinal);
        }
        finally
        {
            NativeLibrary.Free(library);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("lbs_library_call", BpfAttachError.SymbolIsImported, "shared library that defines it")]
    [InlineData("lbs_target_ad", BpfAttachError.TargetNotFound, "'lbs_target_add' meant")]
    [InlineData("nothing_of_the_kind", BpfAttachError.TargetNotFound, "stripped")]
    public void What_is_no_function_of_the_target_says_what_to_do(string symbol, BpfAttachError reason, string words)
    {
        using AttachedProgram attached = AttachedProgram.Load("user_function");
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => attached.Program.AttachUprobe(TargetProcess.Program, symbol));
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }
}
