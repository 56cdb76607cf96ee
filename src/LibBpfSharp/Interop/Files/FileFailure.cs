namespace LibBpfSharp.Interop;

/// <summary>Words what the kernel answered to calls on files.</summary>
internal static class FileFailure
{
    /// <summary>A file or directory that could not be read, by what it is called.</summary>
    public static BpfException OfRead(string path, Errno errno) => errno switch
    {
        Errno.ENOENT or Errno.ENOTDIR => new BpfException($"There is no '{path}'.", errno, objectName: path),
        Errno.EACCES or Errno.EPERM => new BpfPermissionException(
            $"{PermissionWords.UnreadableFile(path)} The kernel's answer: {errno.Describe()}.",
            errno, BpfPermissionReason.Unknown, objectName: path),
        _ => new BpfException($"'{path}' cannot be read: {errno.Describe()}.", errno, objectName: path),
    };
}
