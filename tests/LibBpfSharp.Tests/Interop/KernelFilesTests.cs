using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Interop;

/// <summary>Files and directories through the seam, of a kernel that a test writes and of the one below.</summary>
public sealed class KernelFilesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("lbs-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Text_is_whole_wherever_a_read_ends()
    {
        FileKernel kernel = new() { ["/proc/text"] = "ä€😀\n", MostBytes = 1 };
        Assert.Equal(Errno.None, kernel.TryReadText("/proc/text", ReadBound.Value, out string text));
        Assert.Equal("ä€😀\n", text);
    }

    [Fact]
    public void A_file_is_read_up_to_a_bound_and_no_further()
    {
        FileKernel kernel = new() { ["/proc/ten"] = "0123456789" };
        Assert.Equal("0123456789", kernel.ReadText("/proc/ten", 10));
        Assert.Equal(Errno.EFBIG, kernel.TryReadBytes("/proc/ten", 9, out ReadOnlyMemory<byte> none));
        Assert.True(none.IsEmpty);
        using KernelFileStream stream = kernel.OpenStream("/proc/ten", 9);
        Assert.Equal(Errno.EFBIG, Assert.Throws<BpfException>(() => new StreamReader(stream).ReadToEnd()).Errno);

        ScriptedKernel endless = new((call, _, _, length) => call == SystemCall.Read ? length : call == SystemCall.OpenAt ? 1_000 : 0);
        Assert.Equal(Errno.EFBIG, endless.TryReadText("/proc/endless", ReadBound.Value, out _));
    }

    [Theory]
    [InlineData(Errno.ENOENT, "There is no '/proc/x'.")]
    [InlineData(Errno.EACCES, "may not be read by this process")]
    [InlineData(Errno.EIO, "'/proc/x' cannot be read: EIO (5): input/output error")]
    public void A_failure_keeps_its_errno_and_says_which_it_is(Errno errno, string words)
    {
        FileKernel kernel = new FileKernel { ["/proc/x"] = "x" }.Refuse("/proc/x", SystemCall.OpenAt, errno);
        BpfException failure = Assert.ThrowsAny<BpfException>(() => kernel.ReadText("/proc/x", ReadBound.Value));
        Assert.Equal((errno, "/proc/x", errno == Errno.EACCES), (failure.Errno, failure.ObjectName, failure is BpfPermissionException));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_is_interrupted_always_is_given_up()
    {
        FileKernel kernel = new FileKernel { ["/proc/x"] = "x" }.Refuse("/proc/x", SystemCall.Read, Errno.EINTR);
        Assert.Equal(Errno.EINTR, kernel.TryReadText("/proc/x", ReadBound.Value, out _));
        Assert.InRange(kernel.Calls, 10, 2_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_directory_lists_names_and_what_they_are_of(bool tellsKinds)
    {
        FileKernel kernel = new() { TellsKinds = tellsKinds, ["/d/file"] = "", ["/d/folder/inner"] = "" };
        kernel.AddLink("/d/link", "nowhere").AddNode("/d/pipe", FileKind.Fifo);
        Assert.Equal(
            [new("file", FileKind.Regular), new("folder", FileKind.Directory), new("link", FileKind.SymbolicLink), new("pipe", FileKind.Fifo)],
            kernel.List("/d").OrderBy(entry => entry.Name));
        Assert.Equal(Errno.ENOTDIR, kernel.TryList("/d/file", out _));
        Assert.Equal(Errno.ENOENT, kernel.TryList("/e", out _));
        Assert.Equal(0, kernel.OpenDescriptors);
    }

    [Fact]
    public void A_tree_is_walked_past_what_is_gone_hidden_or_too_deep_and_ends_at_a_failure()
    {
        FileKernel kernel = new() { ["/t/a/x"] = "", ["/t/b/x"] = "", ["/t/c/x"] = "", ["/t/d/e/x"] = "" };
        kernel.AddLink("/t/loop", "/t");
        kernel.Refuse("/t/a", SystemCall.OpenAt, Errno.ENOENT).Refuse("/t/b", SystemCall.OpenAt, Errno.EACCES).Refuse("/t/c", SystemCall.OpenAt, Errno.ENAMETOOLONG);
        Assert.Equal(["/t", "/t/a", "/t/b", "/t/c", "/t/d", "/t/d/e"], kernel.Walk("/t").Select(found => found.Directory));
        kernel.Refuse("/t/d", SystemCall.GetDents64, Errno.EIO);
        Assert.Equal(Errno.EIO, Assert.Throws<BpfException>(() => kernel.Walk("/t").Count()).Errno);
        Assert.Equal(0, kernel.OpenDescriptors);
    }

    [Fact]
    public void A_text_is_written_whole_and_through_no_link()
    {
        FileKernel kernel = new() { ["/r/old"] = "something longer", MostBytes = 2 };
        kernel.AddLink("/r/link", "/r/old").Refuse("/r/new", SystemCall.Write, Errno.EINTR, times: 2, after: 1);
        Assert.Equal(Errno.None, kernel.TryWriteText("/r/new", "text", OwnerOnly));
        Assert.Equal(Errno.None, kernel.TryWriteText("/r/old", "text", OwnerOnly));
        Assert.Equal(("text", "text"), (kernel["/r/new"], kernel["/r/old"]));
        Assert.Equal(Errno.ELOOP, kernel.TryWriteText("/r/link", "other", OwnerOnly));
        Assert.Equal("text", kernel["/r/old"]);
        Assert.Equal(Errno.EIO, kernel.Refuse("/r/new", SystemCall.Write, Errno.EIO).TryWriteText("/r/new", "text", OwnerOnly));
        Assert.Equal(0, kernel.OpenDescriptors);
    }

    [Fact]
    public void What_is_at_a_path_is_told_from_what_cannot_be_looked_at()
    {
        FileKernel kernel = new() { ["/x/file"] = "" };
        kernel.AddLink("/x/link", "file");
        Assert.Equal((FileKind.Regular, FileKind.SymbolicLink, FileKind.None, FileKind.Directory), (kernel.KindOf("/x/file"), kernel.KindOf("/x/link"), kernel.KindOf("/x/none"), kernel.KindOf("/x")));
        Assert.Equal(FileKind.Regular, kernel.ShownKindOf("/x/link"));
        kernel.Refuse("/x/file", SystemCall.Statx, Errno.EACCES, times: 2);
        Assert.Equal(FileKind.None, kernel.ShownKindOf("/x/file"));
        Assert.Equal(Errno.EACCES, Assert.Throws<BpfPermissionException>(() => kernel.KindOf("/x/file")).Errno);
        kernel.Refuse("/x/file", SystemCall.Statx, Errno.EIO);
        Assert.Equal(Errno.EIO, Assert.Throws<BpfException>(() => kernel.Shows("/x/file")).Errno);
        Assert.Equal((Errno.EINVAL, Errno.ENOENT), (kernel.TryReadLink("/x/file", out _), kernel.TryReadLink("/x/none", out _)));
    }

    [Fact]
    public void The_kernel_below_tells_what_dotnet_tells()
    {
        for (int i = 0; i < 3_000; i++) File.WriteAllText(Path.Combine(_folder, $"a_name_of_some_length_{i}"), "");
        string file = Path.Combine(_folder, "written"), link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, "written");
        Assert.Equal(Errno.None, Kernel.Running.TryWriteText(file, "ä", OwnerOnly));

        Assert.Equal(Directory.GetFileSystemEntries(_folder).Order(), Kernel.Running.List(_folder).Select(entry => Path.Combine(_folder, entry.Name)).Order());
        Assert.Equal(Errno.None, Kernel.Running.TryGetStatus(link, out FileStatus status));
        Assert.Equal((FileKind.Regular, OwnerOnly, 2ul), (status.Kind, status.Permissions, status.StxSize));
        Assert.Equal(new DateTimeOffset(File.GetLastWriteTimeUtc(file)).ToUnixTimeSeconds(), status.ModifiedSeconds);
        Assert.Equal((FileKind.SymbolicLink, FileKind.CharacterDevice), (Kernel.Running.KindOf(link), Kernel.Running.KindOf("/dev/null")));
        Assert.Equal("written", Kernel.Running.ReadLinkIfShown(link));
        Assert.Equal(Errno.ELOOP, Kernel.Running.TryWriteText(link, "", OwnerOnly));
        Assert.Equal("ä", Kernel.Running.ReadText(file, ReadBound.Value));
        Assert.Equal(File.ReadAllText("/proc/cpuinfo").Split('\n').Length, Kernel.Running.ReadText("/proc/cpuinfo", ReadBound.Table).Split('\n').Length);
        Assert.Contains(Environment.ProcessId, Kernel.Running.Processes());
    }
}
