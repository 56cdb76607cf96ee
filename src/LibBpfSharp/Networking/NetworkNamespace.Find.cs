using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

public sealed partial class NetworkNamespace
{
    private const string NamedNamespaces = "/run/netns";

    /// <summary>Finds a namespace by its inode number: the thread's own, that of a process, or one with a name. <c>null</c> where none of these is it.</summary>
    internal static NetworkNamespace? Find(Kernel kernel, uint id) => Candidates().Select(path => TryOpen(kernel, path, id)).FirstOrDefault(static found => found is not null);

    private static IEnumerable<string> Candidates()
    {
        yield return "/proc/thread-self/ns/net";
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(static path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            yield return Path.Combine(process, "ns/net");
        if (!Directory.Exists(NamedNamespaces)) yield break;
        foreach (string path in Directory.EnumerateFiles(NamedNamespaces)) yield return path;
    }

    private static NetworkNamespace? TryOpen(Kernel kernel, string path, uint id)
    {
        if (kernel.OpenFile(path, FileCalls.ReadOnly, out DescriptorHandle handle).ToErrno() != Errno.None) return null; // The process is gone, or not ours to look at.
        if (handle.Inode(out ulong inode) == Errno.None && (uint)inode == id) return new(handle, path, id);
        handle.Dispose();
        return null;
    }
}
