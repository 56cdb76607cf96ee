using System.Text;

namespace LibBpfSharp.Interop;

internal static unsafe partial class FileCalls
{
    private const int Append = 0x400; // O_APPEND
    private const int PartLength = 4096;

    /// <summary><c>read(2)</c>.</summary>
    /// <returns>How many bytes, 0 at the end, or the negated errno.</returns>
    public static nint ReadBytes(this BpfHandle file, Span<byte> buffer)
    {
        using HandleHold hold = file.Hold();
        fixed (byte* pointer = buffer)
            return file.Kernel.Invoke(SystemCall.Read, hold.Descriptor, (nint)pointer, buffer.Length);
    }

    /// <summary>All of a small file of the kernel's, as text.</summary>
    public static Errno TryReadText(this Kernel kernel, string path, out string text)
    {
        text = "";
        Errno errno = kernel.OpenFile(path, ReadOnly, out DescriptorHandle file).ToErrno();
        if (errno != Errno.None) return errno;

        using (file)
        {
            byte[] buffer = new byte[PartLength];
            StringBuilder whole = new();
            for (nint read; (read = file.ReadBytes(buffer)) != 0;)
            {
                if (read < 0) return read.ToErrno();
                whole.Append(Encoding.UTF8.GetString(buffer, 0, (int)read));
            }

            text = whole.ToString();
            return Errno.None;
        }
    }

    /// <summary>Hands a line to a file of the kernel's that takes commands, in one <c>write(2)</c>.</summary>
    public static Errno TryAppendLine(this Kernel kernel, string path, string line)
    {
        Errno errno = kernel.OpenFile(path, WriteOnly | Append, out DescriptorHandle file).ToErrno();
        if (errno != Errno.None) return errno;

        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        using (file)
        using (HandleHold hold = file.Hold())
        fixed (byte* pointer = bytes)
            return kernel.Invoke(SystemCall.Write, hold.Descriptor, (nint)pointer, bytes.Length).ToErrno();
    }
}
