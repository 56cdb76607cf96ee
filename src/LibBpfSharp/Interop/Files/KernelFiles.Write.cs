using System.Text;

namespace LibBpfSharp.Interop;

internal static unsafe partial class KernelFiles
{
    /// <summary>Writes all of a regular file anew, which is made where it is missing; a symbolic link is not followed (ELOOP).</summary>
    /// <param name="kernel">Whose file.</param>
    /// <param name="path">The file.</param>
    /// <param name="text">What it is to hold.</param>
    /// <param name="permissions">Of a file that is made, less the umask.</param>
    public static Errno TryWriteText(this Kernel kernel, string path, string text, UnixFileMode permissions)
    {
        Errno errno = kernel.OpenFile(path, FileCalls.WriteOnly | FileCalls.Create | FileCalls.Truncate | FileCalls.NoFollow, out DescriptorHandle file, (int)permissions).ToErrno();
        if (errno != Errno.None) return errno;
        using (file)
        {
            ReadOnlySpan<byte> left = Encoding.UTF8.GetBytes(text);
            while (!left.IsEmpty)
            {
                nint written = file.WriteAgain(left);
                if (written < 0) return written.ToErrno();
                left = left[(int)written..];
            }

            return Errno.None;
        }
    }

    /// <summary>Hands a line to a file of the kernel's that takes commands, in one <c>write(2)</c>.</summary>
    public static Errno TryAppendLine(this Kernel kernel, string path, string line)
    {
        Errno errno = kernel.OpenFile(path, FileCalls.WriteOnly | FileCalls.Append, out DescriptorHandle file).ToErrno();
        if (errno != Errno.None) return errno;
        using (file) return file.WriteAgain(Encoding.UTF8.GetBytes(line + "\n")).ToErrno();
    }
}
