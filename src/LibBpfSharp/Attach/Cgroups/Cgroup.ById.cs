using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class Cgroup
{
    /// <summary>Looks through the hierarchy for the cgroup of an id; <c>null</c> if it is gone, or lies outside of what is mounted here.</summary>
    internal static Cgroup? FindById(ulong id, Kernel kernel)
    {
        EnumerationOptions all = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        string root = FindMount(kernel).MountPoint;
        foreach (string path in Directory.EnumerateDirectories(root, "*", all).Prepend(root))
        {
            if (kernel.CgroupId(path, out ulong found) < 0 || found != id) continue;
            try
            {
                return Open(path, kernel);
            }
            catch (BpfAttachException gone) when (gone.Reason is BpfAttachError.CgroupNotFound)
            {
                return null;
            }
        }

        return null;
    }
}
