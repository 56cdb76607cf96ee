using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>Asks the kernel about an object by its descriptor.</summary>
internal static unsafe class InfoReading
{
    /// <summary>Reads an info whose pointers and counts are set as wanted; fields a shorter kernel does not know stay as they are.</summary>
    /// <param name="handle">The object.</param>
    /// <param name="what">Its kind, for the message.</param>
    /// <param name="info">The info.</param>
    /// <exception cref="BpfException">The kernel refuses, or the descriptor is of another kind.</exception>
    public static void Read<T>(BpfHandle handle, string what, ref T info)
        where T : unmanaged
    {
        nint result = handle.ObjectInfo(ref info, out _);
        if (result >= 0) return;
        Errno errno = (Errno)(-result);
        string failure = $"The kernel does not tell about the {what}";
        throw errno is Errno.EPERM or Errno.EACCES
            ? PermissionDiagnosis.Explain(handle.Kernel, failure, errno, RequiredCapabilities.For(BpfCommand.ObjGetInfoByFd), null)
            : new BpfException($"{failure}: {errno.Describe()}.", errno, BpfCommand.ObjGetInfoByFd);
    }

    /// <summary>Reads a part whose length only the kernel knows: asks for the length, then for the part, again while it has grown meanwhile.</summary>
    /// <param name="ask">Asks with room for so many elements at the address given, and returns how many there are.</param>
    public static T[] ReadVariable<T>(Func<nint, int, int> ask)
        where T : unmanaged
    {
        T[] buffer = [];
        while (true)
        {
            int count;
            fixed (T* pointer = buffer)
                count = ask((nint)pointer, buffer.Length);

            if (count <= buffer.Length) return count == buffer.Length ? buffer : buffer[..count];
            buffer = new T[count];
        }
    }
}
