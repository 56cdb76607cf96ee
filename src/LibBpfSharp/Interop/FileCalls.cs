using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>System calls on paths: what .NET's file API has no word for, or what must go through the seam.</summary>
internal static unsafe partial class FileCalls
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;

    public const int Create = 0x40; // O_CREAT
    public const int NoTerminal = 0x100; // O_NOCTTY
    public const int Truncate = 0x200; // O_TRUNC
    public const int Append = 0x400; // O_APPEND
    public const int NonBlocking = 0x800; // O_NONBLOCK

    public const int CurrentDirectory = -100; // AT_FDCWD

    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const int RemoveDirectoryFlag = 0x200; // AT_REMOVEDIR
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const int LongestStatFs = 256;
    private const int FileHandleHeaderLength = 8; // handle_bytes and handle_type of struct file_handle

    // O_DIRECTORY and O_NOFOLLOW are among the few open flags that differ: arm64 and powerpc have their own.
    private static readonly bool s_hasOwnFlags = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Ppc64le;

    /// <summary><c>O_DIRECTORY</c>: ENOTDIR for what is no directory.</summary>
    public static readonly int DirectoryOnly = s_hasOwnFlags ? 0x4000 : 0x10000;

    /// <summary><c>O_NOFOLLOW</c>: ELOOP for a symbolic link.</summary>
    public static readonly int NoFollow = s_hasOwnFlags ? 0x8000 : 0x20000;

    /// <summary><c>openat(2)</c>, close-on-exec.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="path">The file.</param>
    /// <param name="access">How it is opened (<c>O_*</c>).</param>
    /// <param name="file">The open file, disposed on failure.</param>
    /// <param name="permissions">Of a file that is made, less the umask.</param>
    public static nint OpenFile(this Kernel kernel, string path, int access, out DescriptorHandle file, int permissions = 0)
    {
        file = new DescriptorHandle(kernel);
        fixed (byte* pointer = KernelText.Write(path))
        {
            nint result = file.Adopt(kernel.InvokeAgain(SystemCall.OpenAt, CurrentDirectory, (nint)pointer, access | CloseOnExec, permissions));
            if (result < 0) file.Dispose();
            return result;
        }
    }

    /// <summary><c>openat(2)</c> of a directory for reading; ENOTDIR if it is none.</summary>
    public static nint OpenDirectory(this Kernel kernel, string path, out DescriptorHandle directory) =>
        kernel.OpenFile(path, ReadOnly | DirectoryOnly, out directory);

    /// <summary><c>mkdirat(2)</c>.</summary>
    public static nint MakeDirectory(this Kernel kernel, string path, int mode)
    {
        fixed (byte* pointer = KernelText.Write(path))
            return kernel.Invoke(SystemCall.MkdirAt, CurrentDirectory, (nint)pointer, mode);
    }

    /// <summary><c>unlinkat(2)</c> of anything but a directory.</summary>
    public static nint RemoveFile(this Kernel kernel, string path)
    {
        fixed (byte* pointer = KernelText.Write(path))
            return kernel.Invoke(SystemCall.UnlinkAt, CurrentDirectory, (nint)pointer, 0);
    }

    /// <summary><c>unlinkat(2)</c> of an empty directory.</summary>
    public static nint RemoveDirectory(this Kernel kernel, string path)
    {
        fixed (byte* pointer = KernelText.Write(path))
            return kernel.Invoke(SystemCall.UnlinkAt, CurrentDirectory, (nint)pointer, RemoveDirectoryFlag);
    }

    /// <summary>The magic number of the file system a path is on (<c>statfs(2)</c>).</summary>
    public static nint FileSystemMagic(this Kernel kernel, string path, out uint magic)
    {
        // f_type comes first on every architecture; only its width differs, and no magic needs more than 32 bits.
        byte* buffer = stackalloc byte[LongestStatFs];
        nint result;
        fixed (byte* pointer = KernelText.Write(path))
            result = kernel.InvokeAgain(SystemCall.StatFs, (nint)pointer, (nint)buffer);

        bool isNarrow = RuntimeInformation.ProcessArchitecture == Architecture.S390x;
        magic = result < 0 ? 0 : isNarrow ? *(uint*)buffer : (uint)*(ulong*)buffer;
        return result;
    }

    /// <summary>The id of the cgroup a directory of cgroup v2 stands for: what <c>name_to_handle_at(2)</c> gives (5.5).</summary>
    public static nint CgroupId(this Kernel kernel, string path, out ulong id) => kernel.CgroupId(CurrentDirectory, path, out id, flags: 0);

    /// <summary>The id of the cgroup an open directory stands for, whatever its path leads to by now.</summary>
    public static nint CgroupId(this DescriptorHandle directory, out ulong id)
    {
        using HandleHold hold = directory.Hold();
        return directory.Kernel.CgroupId(hold.Descriptor, "", out id, EmptyPath);
    }

    private static nint CgroupId(this Kernel kernel, nint directory, string path, out ulong id, nint flags)
    {
        uint* handle = stackalloc uint[(FileHandleHeaderLength + sizeof(ulong)) / sizeof(uint)];
        handle[0] = sizeof(ulong);
        int mountId;
        nint result;
        fixed (byte* pointer = KernelText.Write(path))
            result = kernel.Invoke(SystemCall.NameToHandleAt, directory, (nint)pointer, (nint)handle, (nint)(&mountId), flags);

        id = result < 0 ? 0 : *(ulong*)((byte*)handle + FileHandleHeaderLength);
        return result;
    }
}
