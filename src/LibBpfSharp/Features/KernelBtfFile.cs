using LibBpfSharp.Btf;
using LibBpfSharp.Elf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Finds the BTF of a kernel proper.</summary>
/// <param name="kernel">The kernel.</param>
internal sealed class KernelBtfFile(Kernel kernel)
{
    private const string Shown = "/sys/kernel/btf/vmlinux";

    private string Release => field ??= KernelVersion.ReleaseOf(kernel);

    private IEnumerable<string> ImagePaths =>
    [
        $"/boot/vmlinux-{Release}",
        $"/lib/modules/{Release}/vmlinux-{Release}",
        $"/lib/modules/{Release}/build/vmlinux",
        $"/usr/lib/modules/{Release}/kernel/vmlinux",
        $"/usr/lib/debug/boot/vmlinux-{Release}",
        $"/usr/lib/debug/boot/vmlinux-{Release}.debug",
        $"/usr/lib/debug/lib/modules/{Release}/vmlinux",
    ];

    /// <summary>Reads the kernel's types from where the kernel shows them, or from an image of it with debug information.</summary>
    /// <exception cref="BpfNotSupportedException">There is neither.</exception>
    /// <exception cref="BpfException">The kernel's own file cannot be read.</exception>
    public BtfSpec Read()
    {
        Errno errno = MappedFile.Open(kernel, Shown, out MappedFile? mapped).ToErrno();
        if (errno is Errno.ENOENT or Errno.ENOTDIR) return ReadImages();
        if (mapped is null) return ReadUnmapped();
        try
        {
            return BtfSpec.ParseTrusted(mapped.Memory);
        }
        catch (BpfObjectFormatException)
        {
            ((IDisposable)mapped).Dispose();
            throw;
        }
    }

    // Before 6.16 the file can be read but not mapped.
    private BtfSpec ReadUnmapped()
    {
        Errno errno = kernel.TryReadBytes(Shown, ReadBound.Types, out ReadOnlyMemory<byte> content);
        return errno == Errno.None
            ? BtfSpec.ParseTrusted(content)
            : throw new BpfException($"The kernel's BTF in {Shown} cannot be read: {errno.Describe()}.", errno, objectName: Shown);
    }

    private BtfSpec ReadImages()
    {
        List<string> faults = [];
        foreach (string path in ImagePaths.Where(kernel.Shows))
        {
            try
            {
                return ReadImage(path);
            }
            catch (BpfException cause)
            {
                faults.Add($"{path}: {cause.Message}");
            }
        }

        string tried = faults.Count == 0 ? string.Empty : $" Images found, but of no use: {string.Join("; ", faults)}.";
        throw new BpfNotSupportedException(
            "BTF of the kernel (CONFIG_DEBUG_INFO_BTF)", new Version(5, 4),
            hint: $"Give a BTF file that describes this kernel ({Release}).{tried}");
    }

    private BtfSpec ReadImage(string path)
    {
        // An image with debug information has hundreds of megabytes, of which a hundredth is wanted.
        Errno errno = MappedFile.Open(kernel, path, out MappedFile? mapped).ToErrno();
        if (mapped is null) throw FileFailure.OfRead(path, errno);
        using IDisposable owner = mapped;
        ElfFile elf = ElfFile.Parse(mapped.Memory);
        if (!elf.TryFindSection(".BTF"u8, out ElfSection section))
            throw new BpfObjectFormatException("the image has no section .BTF");
        return BtfSpec.Parse(section.Data.ToArray());
    }
}
