using System.Runtime.InteropServices;
using LibBpfSharp.Btf;
using LibBpfSharp.Elf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Finds the BTF of the running kernel proper.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="root">A directory to take for <c>/</c>.</param>
/// <param name="release">The kernel's release, as <c>uname -r</c> prints it; asked of the kernel if <c>null</c>.</param>
internal sealed class KernelBtfFile(Kernel kernel, string root = "/", string? release = null)
{
    private string Release => release ??= KernelVersion.Release;

    private IEnumerable<string> ImagePaths =>
    [
        $"boot/vmlinux-{Release}",
        $"lib/modules/{Release}/vmlinux-{Release}",
        $"lib/modules/{Release}/build/vmlinux",
        $"usr/lib/modules/{Release}/kernel/vmlinux",
        $"usr/lib/debug/boot/vmlinux-{Release}",
        $"usr/lib/debug/boot/vmlinux-{Release}.debug",
        $"usr/lib/debug/lib/modules/{Release}/vmlinux",
    ];

    /// <summary>Reads the kernel's types from where the kernel shows them, or from an image of it with debug information.</summary>
    /// <exception cref="BpfNotSupportedException">There is neither.</exception>
    /// <exception cref="BpfException">The kernel's own file cannot be read.</exception>
    public BtfSpec Read()
    {
        string path = Path.Combine(root, "sys/kernel/btf/vmlinux");
        return File.Exists(path) ? ReadShown(path) : ReadImages();
    }

    private BtfSpec ReadShown(string path)
    {
        nint result = MappedFile.Open(kernel, path, out MappedFile? mapped);
        if (mapped is not null)
        {
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
        try
        {
            return BtfSpec.ParseTrusted(File.ReadAllBytes(path));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BpfException($"The kernel's BTF in {path} cannot be read: {cause.Message}", (Errno)(-result), objectName: path, innerException: cause);
        }
    }

    private BtfSpec ReadImages()
    {
        List<string> faults = [];
        foreach (string path in ImagePaths.Select(image => Path.Combine(root, image)).Where(File.Exists))
        {
            try
            {
                return ReadImage(path);
            }
            catch (Exception cause) when (cause is BpfObjectFormatException or IOException or UnauthorizedAccessException)
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
        if (MappedFile.Open(kernel, path, out MappedFile? mapped) < 0 || mapped is null) return Extract(File.ReadAllBytes(path));
        using IDisposable owner = mapped;
        return Extract(mapped.Memory);
    }

    private static BtfSpec Extract(ReadOnlyMemory<byte> image)
    {
        ElfFile elf = ElfFile.Parse(image);
        if (!elf.TryFindSection(".BTF"u8, out ElfSection section))
            throw new BpfObjectFormatException("the image has no section .BTF");
        return BtfSpec.Parse(section.Data.ToArray());
    }
}
