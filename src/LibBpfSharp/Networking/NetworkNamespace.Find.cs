using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

public sealed partial class NetworkNamespace
{
    private const string NamedNamespaces = "/run/netns";

    /// <summary>Finds a namespace by its inode number: the thread's own, that of a process, or one with a name. <c>null</c> where none of these is it.</summary>
    internal static NetworkNamespace? Find(Kernel kernel, uint id) => Candidates(kernel).Select(path => TryOpen(kernel, path, id)).FirstOrDefault(static found => found is not null);

    private static IEnumerable<string> Candidates(Kernel kernel)
    {
        yield return "/proc/thread-self/ns/net";
        foreach (int process in kernel.Processes()) yield return string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/ns/net");
        foreach (DirectoryEntry entry in kernel.ShownIn(NamedNamespaces)) yield return Path.Combine(NamedNamespaces, entry.Name);
    }

    private static NetworkNamespace? TryOpen(Kernel kernel, string path, uint id)
    {
        if (kernel.OpenFile(path, FileCalls.ReadOnly, out DescriptorHandle handle).ToErrno() != Errno.None) return null; // The process is gone, or not ours to look at.
        if (handle.TryGetStatus(out FileStatus status) == Errno.None && (uint)status.StxIno == id) return new(handle, path, id);
        handle.Dispose();
        return null;
    }
}
