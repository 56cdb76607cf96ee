using System.Diagnostics;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Interop;

/// <summary>Files of the user's, which may be anything.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lbs-regular-").FullName;

    private string Made => Path.Combine(_folder, "made");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory(Timeout = 60_000)]
    [InlineData("FIFO", "a FIFO")]
    [InlineData("device", "a device")]
    [InlineData("directory", "a directory")]
    public async Task An_object_is_opened_from_a_regular_file_alone(string kind, string words)
    {
        string path = kind switch { "device" => "/dev/zero", "directory" => _folder, _ => Made };
        if (kind == "FIFO")
        {
            using Process made = Process.Start("mkfifo", path);
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        BpfObjectFormatException refused = await Task.Run(() => Assert.Throws<BpfObjectFormatException>(() => BpfObjectSpec.Open(path)), TestContext.Current.CancellationToken);
        Assert.Contains($"'{path}' is no regular file, but {words}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.ENODEV, MappedFile.Open(Kernel.Running, path, out MappedFile? mapped).ToErrno());
        Assert.Null(mapped);
    }

    [Fact]
    public void A_file_is_read_up_to_a_size_that_an_option_lifts()
    {
        using (FileStream sparse = File.Create(Made)) sparse.SetLength((512L << 20) + 1);
        BpfObjectFormatException refused = Assert.Throws<BpfObjectFormatException>(() => BpfObjectSpec.Open(Made));
        Assert.Contains("MaxFileSize", refused.Message, StringComparison.Ordinal);

        byte[] image = BpfFixtures.Bytes("counter");
        File.WriteAllBytes(Made, image);
        Assert.NotEmpty(BpfObjectSpec.Open(Made, new() { MaxFileSize = image.Length }).Programs);
        Assert.Throws<BpfObjectFormatException>(() => BpfObjectSpec.Open(Made, new() { MaxFileSize = image.Length - 1 }));
        using BpfObject open = BpfObject.Open(Made, new() { MaxFileSize = long.MaxValue });
        Assert.Throws<BpfObjectFormatException>(() => BpfObject.Open(Made, new() { MaxFileSize = image.Length - 1 }));
    }

    [Fact]
    public void A_stream_is_read_up_to_the_same_size()
    {
        byte[] image = BpfFixtures.Bytes("counter");
        Assert.NotEmpty(BpfObjectSpec.Read(new MemoryStream(image), "counter", new() { MaxFileSize = image.Length }).Programs);
        Assert.Throws<BpfObjectFormatException>(() => BpfObjectSpec.Read(new MemoryStream(image), "counter", new() { MaxFileSize = image.Length - 1 }));
        using FileStream endless = File.OpenRead("/dev/zero");
        Assert.Throws<BpfObjectFormatException>(() => BpfObjectSpec.Read(endless, "zeros", new() { MaxFileSize = 1 << 20 }));
    }

    [Fact]
    public void What_cannot_be_read_is_told_in_dotnets_words()
    {
        FileKernel kernel = new() { ["/o"] = "", ["/p"] = "", ["/q"] = "" };
        kernel.Refuse("/p", SystemCall.OpenAt, Errno.EACCES).Refuse("/q", SystemCall.Read, Errno.EIO);
        Assert.Equal("/none", Assert.Throws<FileNotFoundException>(() => RegularFile.Read(kernel, "/none", 10)).FileName);
        Assert.Throws<UnauthorizedAccessException>(() => RegularFile.Read(kernel, "/p", 10));
        Assert.Contains("input/output error", Assert.Throws<IOException>(() => RegularFile.Read(kernel, "/q", 10)).Message, StringComparison.Ordinal);
        Assert.True(RegularFile.Read(kernel, "/o", 10).IsEmpty);
        Assert.Equal(0, kernel.OpenDescriptors);
    }

    [Fact]
    public void A_file_that_grows_while_it_is_read_is_bounded_too()
    {
        FileKernel kernel = new() { ["/grows"] = "0123456789" };
        Kernel smaller = new ShrunkKernel(kernel);
        Assert.Equal(10, RegularFile.Read(smaller, "/grows", 10).Length);
        Assert.Throws<BpfObjectFormatException>(() => RegularFile.Read(smaller, "/grows", 9));
    }

    /// <summary>A kernel that says of every file that it is empty, as <c>/proc</c> does.</summary>
    private sealed unsafe class ShrunkKernel(Kernel inner) : Kernel
    {
        public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
        {
            nint result = inner.Invoke(call, a, b, c, d, e, f);
            if (call == SystemCall.Statx) ((FileStatus*)e)->StxSize = 0;
            return result;
        }
    }
}
