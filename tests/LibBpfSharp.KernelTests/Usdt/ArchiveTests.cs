using System.IO.Compression;
using System.Runtime.InteropServices;
using LibBpfSharp.Elf;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Usdt;

/// <summary>Functions and statically defined probes of a library that is run from the archive it lies in, as Android does.</summary>
public sealed unsafe partial class ArchiveTests : IDisposable
{
    private const string Member = "lib/x.so";
    private const int PageSize = 4096;

    private readonly string _folder = Directory.CreateTempSubdirectory("libbpfsharp-").FullName;

    public ArchiveTests() => Requires.Root();

    private string ArchivePath => Path.Combine(_folder, "app.apk");

    private string File => $"{ArchivePath}!/{Member}";

    [Fact]
    public void A_function_and_a_probe_are_hit_where_they_are_run_from_the_archive()
    {
        int start = WriteAligned();
        ulong function = new FunctionFinder(ElfFile.Parse(System.IO.File.ReadAllBytes(TargetProcess.Library))).Find("lbs_library_call").Offset;
        byte* code = Map(start + (int)function);
        try
        {
            delegate* unmanaged<int, int> call = (delegate* unmanaged<int, int>)code;
            using ProbedProgram probed = ProbedProgram.Load("any");
            using (probed["any"].AttachUsdt(File, "lbs_library", "called", new UsdtOptions { ProcessId = 0 }))
                Assert.Equal(31, call(31));
            Assert.Equal((1ul, 31), (probed.Hits, probed.Sum));

            using Tracing.AttachedProgram attached = Tracing.AttachedProgram.Load("user_function");
            using (attached.Program.AttachUprobe(File, "lbs_library_call", new UprobeOptions { ProcessId = 0 }))
                call(1);
            using (attached.Program.AttachUprobe(File, function, new UprobeOptions { ProcessId = 0 }))
                call(1);
            call(1);
            Assert.Equal(2ul, attached.Hits);
        }
        finally
        {
            Assert.Equal(0, Unmap(Page(code), 2 * PageSize));
        }
    }

    [Fact]
    public void Many_places_of_an_archive_are_hit_by_one_link()
    {
        Requires.Feature(BpfFeature.UprobeMultiLink);
        int start = WriteAligned();
        ulong function = new FunctionFinder(ElfFile.Parse(System.IO.File.ReadAllBytes(TargetProcess.Library))).Find("lbs_library_call").Offset;
        byte* code = Map(start + (int)function);
        try
        {
            using Tracing.AttachedProgram attached = Tracing.AttachedProgram.Load("user_functions");
            using (attached.Program.AttachUprobeMulti(File, "lbs_library_*", new UprobeMultiOptions { ProcessId = 0 }))
                ((delegate* unmanaged<int, int>)code)(1);
            using (attached.Program.AttachUprobeMulti(File, [function], new UprobeMultiOptions { ProcessId = 0 }))
                ((delegate* unmanaged<int, int>)code)(1);
            Assert.Equal(2ul, attached.Hits);
        }
        finally
        {
            Assert.Equal(0, Unmap(Page(code), 2 * PageSize));
        }
    }

    [Fact]
    public void What_is_not_in_the_archive_or_compressed_there_is_refused()
    {
        using (ZipArchive archive = ZipFile.Open(ArchivePath, ZipArchiveMode.Create)) archive.CreateEntryFromFile(TargetProcess.Library, Member);
        using Tracing.AttachedProgram attached = Tracing.AttachedProgram.Load("user_function");
        Assert.Contains("compressed", Assert.Throws<BpfObjectFormatException>(() => attached.Program.AttachUprobe(File, "lbs_library_call")).Message, StringComparison.Ordinal);
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => attached.Program.AttachUprobe(ArchivePath + "!/other.so", "lbs_library_call")).Reason);
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => attached.Program.AttachUprobe(_folder + "/none.apk!/other.so", "lbs_library_call")).Reason);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Writes an archive in which the library begins at a page, which takes a name before it of the right length.</summary>
    /// <returns>Where it begins.</returns>
    private int WriteAligned()
    {
        Write(fill: 0);
        int start = StoredEntry.Find(System.IO.File.ReadAllBytes(ArchivePath), Member)!.Value.Offset;
        System.IO.File.Delete(ArchivePath);
        Write(-start & (PageSize - 1));
        start = StoredEntry.Find(System.IO.File.ReadAllBytes(ArchivePath), Member)!.Value.Offset;
        Assert.Equal(0, start % PageSize);
        return start;
    }

    private void Write(int fill)
    {
        using ZipArchive archive = ZipFile.Open(ArchivePath, ZipArchiveMode.Create);
        using (Stream filling = archive.CreateEntry("filling", CompressionLevel.NoCompression).Open()) filling.Write(new byte[fill]);
        archive.CreateEntryFromFile(TargetProcess.Library, Member, CompressionLevel.NoCompression);
    }

    // Only the function is run, which needs nothing of what a linker does.
    private byte* Map(int offset)
    {
        const int ReadAndExecute = 5, Private = 2;
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = System.IO.File.OpenHandle(ArchivePath);
        byte* mapped = Map(0, 2 * PageSize, ReadAndExecute, Private, file, offset & -PageSize);
        Assert.True((nint)mapped != -1);
        return mapped + (offset & (PageSize - 1));
    }

    private static byte* Page(byte* address) => (byte*)((nint)address & -PageSize);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(nint address, nint length, int protection, int flags, Microsoft.Win32.SafeHandles.SafeFileHandle file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(byte* address, nint length);
}
