using System.Globalization;

namespace LibBpfSharp.Interop;

internal static partial class KernelFiles
{
    /// <summary>A directory and all below it, parents first, each with what is in it; links are not followed.</summary>
    /// <exception cref="BpfException">A directory cannot be read, though it is there and not hidden.</exception>
    public static IEnumerable<(string Directory, IReadOnlyList<DirectoryEntry> Entries)> Walk(this Kernel kernel, string root)
    {
        Queue<string> left = new([root]);
        while (left.TryDequeue(out string? directory))
        {
            IReadOnlyList<DirectoryEntry> entries = kernel.ShownIn(directory);
            yield return (directory, entries);
            foreach (DirectoryEntry entry in entries)
            {
                if (entry.Kind == FileKind.Directory) left.Enqueue(Path.Combine(directory, entry.Name));
            }
        }
    }

    /// <summary>What is in a directory; nothing where there is none, or none for this process to see.</summary>
    /// <exception cref="BpfException">It cannot be read for another reason.</exception>
    public static IReadOnlyList<DirectoryEntry> ShownIn(this Kernel kernel, string path)
        => IsShown(kernel.TryList(path, out IReadOnlyList<DirectoryEntry> entries), path) ? entries : [];

    /// <summary>The numbers of the processes that <c>/proc</c> shows.</summary>
    /// <exception cref="BpfException"><c>/proc</c> cannot be read.</exception>
    public static IEnumerable<int> Processes(this Kernel kernel)
    {
        foreach (DirectoryEntry entry in kernel.List("/proc"))
        {
            if (int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int process)) yield return process;
        }
    }
}
