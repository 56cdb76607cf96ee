using System.Buffers;
using System.Text;

namespace LibBpfSharp.Interop;

/// <summary>
/// Files and directories of the kernel's (<c>/proc</c>, <c>/sys</c>, cgroups, tracefs, bpffs) and of the system's, through the seam. What the library
/// learns from a file it learns here, so that a test's kernel can answer it.
/// </summary>
/// <remarks>
/// A file is read to its end, whatever size it claims, and up to a bound that the caller names (<see cref="ReadBound"/>): what goes beyond is EFBIG.
/// A call that a signal interrupts is made again.
/// </remarks>
internal static partial class KernelFiles
{
    private const int PartLength = 4096;

    /// <summary>All bytes of a file.</summary>
    /// <param name="kernel">Whose file.</param>
    /// <param name="path">The file.</param>
    /// <param name="bound">How many bytes it may have.</param>
    /// <param name="content">The bytes; empty on failure.</param>
    public static Errno TryReadBytes(this Kernel kernel, string path, int bound, out ReadOnlyMemory<byte> content)
    {
        ArrayBufferWriter<byte> bytes = new();
        Errno errno = kernel.Read(path, bound, bytes);
        content = errno == Errno.None ? bytes.WrittenMemory : default;
        return errno;
    }

    /// <summary>All of a file, as text; empty on failure.</summary>
    public static Errno TryReadText(this Kernel kernel, string path, int bound, out string text)
    {
        ArrayBufferWriter<byte> bytes = new();
        Errno errno = kernel.Read(path, bound, bytes);
        text = errno == Errno.None ? Encoding.UTF8.GetString(bytes.WrittenSpan) : "";
        return errno;
    }

    /// <summary>All of a file, as text.</summary>
    /// <exception cref="BpfException">It cannot be read.</exception>
    public static string ReadText(this Kernel kernel, string path, int bound)
    {
        Errno errno = kernel.TryReadText(path, bound, out string text);
        return errno == Errno.None ? text : throw FileFailure.OfRead(path, errno);
    }

    /// <summary>A file as text; <c>null</c> where it is not there, or not for this process to read.</summary>
    /// <exception cref="BpfException">It cannot be read for another reason.</exception>
    public static string? ReadTextIfShown(this Kernel kernel, string path, int bound)
        => IsShown(kernel.TryReadText(path, bound, out string text), path) ? text : null;

    /// <summary>A file that is read part by part.</summary>
    /// <exception cref="BpfException">It cannot be opened.</exception>
    public static KernelFileStream OpenStream(this Kernel kernel, string path, int bound)
    {
        Errno errno = kernel.OpenFile(path, FileCalls.ReadOnly, out DescriptorHandle file).ToErrno();
        return errno == Errno.None ? new KernelFileStream(file, path, bound) : throw FileFailure.OfRead(path, errno);
    }

    /// <summary>Whether there was something to look at, for one who looks at what there is to see.</summary>
    /// <returns>
    /// <c>false</c> where nothing is, or is any more, where it is not for this process to see, or where it lies so deep that no path leads to it
    /// (ENAMETOOLONG): whoever may make directories can do that.
    /// </returns>
    /// <exception cref="BpfException">Looking failed.</exception>
    private static bool IsShown(Errno errno, string path) => errno switch
    {
        Errno.None => true,
        Errno.ENOENT or Errno.ENOTDIR or Errno.ESRCH or Errno.ENODEV or Errno.EACCES or Errno.EPERM or Errno.ELOOP or Errno.ENAMETOOLONG => false,
        _ => throw FileFailure.OfRead(path, errno),
    };

    private static Errno Read(this Kernel kernel, string path, int bound, ArrayBufferWriter<byte> content)
    {
        Errno errno = kernel.OpenFile(path, FileCalls.ReadOnly, out DescriptorHandle file).ToErrno();
        if (errno != Errno.None) return errno;
        using (file)
        {
            nint read;
            while ((read = file.ReadAgain(content.GetSpan(PartLength))) > 0)
            {
                content.Advance((int)read);
                if (content.WrittenCount > bound) return Errno.EFBIG;
            }

            return read.ToErrno();
        }
    }
}
