using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Where the kernel's types are looked for, with a made-up file system.</summary>
public sealed class KernelBtfFileTests : IDisposable
{
    private const string Release = "9.9.9-test";

    private readonly string _root = Directory.CreateTempSubdirectory("kernel-btf-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("boot/vmlinux-9.9.9-test")]
    [InlineData("lib/modules/9.9.9-test/vmlinux-9.9.9-test")]
    [InlineData("lib/modules/9.9.9-test/build/vmlinux")]
    [InlineData("usr/lib/modules/9.9.9-test/kernel/vmlinux")]
    [InlineData("usr/lib/debug/boot/vmlinux-9.9.9-test")]
    [InlineData("usr/lib/debug/boot/vmlinux-9.9.9-test.debug")]
    [InlineData("usr/lib/debug/lib/modules/9.9.9-test/vmlinux")]
    public void Image_with_types(string path)
    {
        Write(path, BpfFixtures.Bytes("counter"));
        BtfSpec types = new KernelBtfFile(Kernel.Running, _root, Release).Read();
        Assert.True(types.TryFind("count_egress", BtfKind.Func, out _));
    }

    [Fact]
    public void Useless_images_are_passed_over()
    {
        Write("boot/vmlinux-9.9.9-test", "no image"u8.ToArray());
        Write("lib/modules/9.9.9-test/build/vmlinux", BpfFixtures.Bytes("counter"));
        Assert.True(new KernelBtfFile(Kernel.Running, _root, Release).Read().TypeCount > 1);
    }

    [Fact]
    public void No_types_anywhere()
    {
        Write("boot/vmlinux-9.9.9-test", "no image"u8.ToArray());
        BpfNotSupportedException error = Assert.Throws<BpfNotSupportedException>(() => new KernelBtfFile(Kernel.Running, _root, Release).Read());
        Assert.Contains("CONFIG_DEBUG_INFO_BTF", error.Message, StringComparison.Ordinal);
        Assert.Contains("boot/vmlinux-9.9.9-test", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void File_the_kernel_shows_is_mapped_or_else_read(bool mappable)
    {
        EveryKind all = new(true);
        Write("sys/kernel/btf/vmlinux", all.Raw);
        Kernel kernel = mappable
            ? Kernel.Running
            : new FailingKernel(Kernel.Running, new FailingKernel.Rule(1, Errno.ENODEV, SystemCall.Mmap));
        BtfSpec types = new KernelBtfFile(kernel, _root, Release).Read();
        Assert.Equal(all.Spec.TypeCount, types.TypeCount);
        Assert.True(types.TryFind("entry", BtfKind.Func, out _));
    }

    [Fact]
    public void Broken_file_is_unmapped()
    {
        Write("sys/kernel/btf/vmlinux", new byte[100]);
        RecordingKernel kernel = new(Kernel.Running);
        Assert.Throws<BpfObjectFormatException>(() => new KernelBtfFile(kernel, _root, Release).Read());
        Assert.Equal(0, kernel.OpenDescriptors);
        Assert.Single(kernel.Calls, call => call.Call == SystemCall.Munmap);
    }

    private void Write(string path, byte[] bytes)
    {
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }
}
