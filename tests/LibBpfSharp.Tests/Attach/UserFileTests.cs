using System.IO.Compression;
using System.Text;
using LibBpfSharp.Elf;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport.Mutation;

namespace LibBpfSharp.Tests.Attach;

/// <summary>Files to attach to: in archives, in processes, in the dynamic linker's list.</summary>
public sealed class UserFileTests
{
    [Fact]
    public void A_stored_file_is_found_in_an_archive_and_a_compressed_one_is_refused()
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("library", 100)));
        byte[] archive = Archive(("other", CompressionLevel.Optimal, content), ("lib/x.so", CompressionLevel.NoCompression, content));
        StoredEntry found = StoredEntry.Find(archive, "lib/x.so")!.Value;
        Assert.Equal(content, archive.AsSpan(found.Offset, found.Length));
        Assert.Null(StoredEntry.Find(archive, "/lib/x.so"));
        Assert.Contains("compressed", Assert.Throws<BpfObjectFormatException>(() => StoredEntry.Find(archive, "other")).Message, StringComparison.Ordinal);
        Assert.Contains("not a zip archive", Assert.Throws<BpfObjectFormatException>(() => StoredEntry.Find(content, "other")).Message, StringComparison.Ordinal);
        Assert.Throws<BpfObjectFormatException>(() => StoredEntry.Find([], "other"));
    }

    [Fact]
    public void Broken_archives_are_refused_as_such()
    {
        byte[] honest = Archive(("a", CompressionLevel.NoCompression, new byte[30]), ("lib/x.so", CompressionLevel.NoCompression, new byte[40]));
        MutationReport report = MutationRun.Run(new Mutator(honest, [], littleEndian: true, 5), 20_000, bytes => bytes, bytes =>
        {
            if (StoredEntry.Find(bytes.Span, "lib/x.so") is { } entry) _ = bytes.Slice(entry.Offset, entry.Length);
        });
        Assert.Empty(report.Failures);
    }

    [Fact]
    public void Only_instructions_of_files_count_in_a_process()
    {
        const string Text =
            "7f5c6f5d1000-7f5c6f5d3000 rw-p 001c7000 08:04 21238613                   /usr/lib64/libc-2.17.so\n"
            + "7f5c6f5d3000-7f5c6f5d8000 rw-p 00000000 00:00 0 \n"
            + "7f5c6f5d8000-7f5c6f5d9000 r-xp 00001000 103:01 362990598                 /data/my tool/libhello usdt.so\n"
            + "7ffd1000-7ffd3000 r-xp 00000000 00:00 0                                  [vdso]\n";
        Assert.Equal([new(0x7f5c6f5d8000, 0x7f5c6f5d9000, 0x1000, "/data/my tool/libhello usdt.so")], ProcessMaps.Parse(Text));
        Assert.Null(ProcessMaps.TryRead(Kernel.Running, int.MaxValue));
    }

    [Fact]
    public void This_process_has_loaded_the_C_library_from_where_it_is()
    {
        string path = LoadedLibrary.Find(Kernel.Running, "libc.so.6", Environment.ProcessId)!;
        Assert.Equal("libc.so.6", SharedLibraryName.Of(ElfFile.Parse(File.ReadAllBytes(path))));
        ulong offset = new FunctionFinder(ElfFile.Parse(File.ReadAllBytes(path))).Find("getppid").Offset;
        System.Runtime.InteropServices.NativeLibrary.TryGetExport(System.Runtime.InteropServices.NativeLibrary.Load("libc.so.6"), "getppid", out nint address);
        Assert.Equal((ulong)address, ProcessMaps.TryRead(Kernel.Running, Environment.ProcessId)!.AddressOf(BinarySearch.Find(Kernel.Running, "libc.so.6")!, offset));
        Assert.Null(LoadedLibrary.Find(Kernel.Running, "libnothing.so.6", Environment.ProcessId));
        Assert.Null(LoadedLibrary.Find(Kernel.Running, "libc.so.6", int.MaxValue));
    }

    [Fact]
    public void The_dynamic_linkers_list_tells_of_libraries_in_folders_of_its_own()
    {
        byte[] header = [.. "glibc-ld.so.cache1.1"u8, 2, 0, 0, 0, .. new byte[24]];
        byte[] strings = [.. "libx.so.1\0/opt/x/libx.so.1\0/opt/y/libx.so.1\0"u8];
        const int Texts = 48 + (2 * 24);
        byte[] Entry(int key, int path) => [.. BitConverter.GetBytes(3), .. BitConverter.GetBytes(Texts + key), .. BitConverter.GetBytes(Texts + path), .. new byte[12]];
        byte[] cache = [.. "older form"u8, .. header, .. Entry(0, 10), .. Entry(0, 27), .. strings];
        Assert.Equal(["/opt/x/libx.so.1", "/opt/y/libx.so.1"], LoaderCache.Find(cache, "libx.so.1"));
        Assert.Empty(LoaderCache.Find(cache, "libx.so"));
        Assert.Empty(LoaderCache.Find(cache.AsSpan(0, 40), "libx.so.1"));
        Assert.Empty(LoaderCache.Find([], "libx.so.1"));
        cache[10 + 20] = 200;
        Assert.Equal(2, LoaderCache.Find(cache, "libx.so.1").Count);
    }

    [Theory]
    [InlineData("libc.so.6:libc:setjmp", "libc.so.6", "libc", "setjmp")]
    [InlineData("/a/b:p:n:more", "/a/b", "p", "n")]
    [InlineData("app.apk!/lib/x.so:p:n", "app.apk!/lib/x.so", "p", "n")]
    public void A_section_names_a_file_and_a_probe(string target, string file, string provider, string name)
        => Assert.Equal((file, provider, name), SectionTarget.OfProbe(target));

    [Theory]
    [InlineData("libc.so.6:libc")]
    [InlineData("libc.so.6::setjmp")]
    [InlineData("")]
    public void A_section_without_a_probe_names_none(string target) => Assert.Null(SectionTarget.OfProbe(target));

    private static byte[] Archive(params (string Name, CompressionLevel Level, byte[] Content)[] files)
    {
        using MemoryStream bytes = new();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create))
        {
            foreach ((string name, CompressionLevel level, byte[] content) in files)
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
