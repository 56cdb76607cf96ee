using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Where the kernel's types are looked for, with a made-up file system.</summary>
public sealed class KernelBtfFileTests
{
    private const string Shown = "/sys/kernel/btf/vmlinux";

    [Theory]
    [InlineData("/boot/vmlinux-9.9.9-test")]
    [InlineData("/lib/modules/9.9.9-test/vmlinux-9.9.9-test")]
    [InlineData("/lib/modules/9.9.9-test/build/vmlinux")]
    [InlineData("/usr/lib/modules/9.9.9-test/kernel/vmlinux")]
    [InlineData("/usr/lib/debug/boot/vmlinux-9.9.9-test")]
    [InlineData("/usr/lib/debug/boot/vmlinux-9.9.9-test.debug")]
    [InlineData("/usr/lib/debug/lib/modules/9.9.9-test/vmlinux")]
    public void Image_with_types(string path)
    {
        FileKernel kernel = Machine().Add(path, BpfFixtures.Bytes("counter"));
        Assert.True(new KernelBtfFile(kernel).Read().TryFind("count_egress", BtfKind.Func, out _));
        Assert.Equal((0, 0), (kernel.OpenDescriptors, kernel.Mappings));
    }

    [Fact]
    public void Useless_images_are_passed_over()
    {
        FileKernel kernel = Machine().Add("/boot/vmlinux-9.9.9-test", "no image"u8.ToArray()).Add("/lib/modules/9.9.9-test/build/vmlinux", BpfFixtures.Bytes("counter"));
        Assert.True(new KernelBtfFile(kernel).Read().TypeCount > 1);
    }

    [Fact]
    public void No_types_anywhere()
    {
        FileKernel kernel = Machine().Add("/boot/vmlinux-9.9.9-test", "no image"u8.ToArray());
        BpfNotSupportedException error = Assert.Throws<BpfNotSupportedException>(() => new KernelBtfFile(kernel).Read());
        Assert.Contains("CONFIG_DEBUG_INFO_BTF", error.Message, StringComparison.Ordinal);
        Assert.Contains("boot/vmlinux-9.9.9-test", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void File_the_kernel_shows_is_mapped_or_else_read(bool mappable)
    {
        EveryKind all = new(true);
        FileKernel kernel = new FileKernel { MapsFiles = mappable }.Add(Shown, all.Raw);
        BtfSpec types = new KernelBtfFile(kernel).Read();
        Assert.Equal(all.Spec.TypeCount, types.TypeCount);
        Assert.True(types.TryFind("entry", BtfKind.Func, out _));
        Assert.Equal((0, mappable ? 1 : 0), (kernel.OpenDescriptors, kernel.Mappings));
    }

    [Theory]
    [InlineData(nameof(SystemCall.OpenAt), Errno.EACCES)]
    [InlineData(nameof(SystemCall.OpenAt), Errno.EMFILE)]
    [InlineData(nameof(SystemCall.Read), Errno.EIO)]
    public void File_that_cannot_be_read_is_told_by_its_errno(string call, Errno errno)
    {
        FileKernel kernel = new FileKernel { MapsFiles = false }.Add(Shown, new EveryKind(true).Raw).Refuse(Shown, Enum.Parse<SystemCall>(call), errno);
        Assert.Equal(errno, Assert.Throws<BpfException>(() => new KernelBtfFile(kernel).Read()).Errno);
        Assert.Equal(0, kernel.OpenDescriptors);
    }

    [Fact]
    public void Broken_file_is_unmapped()
    {
        FileKernel kernel = new FileKernel().Add(Shown, new byte[100]);
        Assert.Throws<BpfObjectFormatException>(() => new KernelBtfFile(kernel).Read());
        Assert.Equal((0, 0), (kernel.OpenDescriptors, kernel.Mappings));
    }

    private static FileKernel Machine() => new() { ["/proc/sys/kernel/osrelease"] = "9.9.9-test\n" };
}
