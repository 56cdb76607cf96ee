using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>The files of which a process runs instructions, and where they lie in its memory (<c>/proc/PID/maps</c>).</summary>
internal sealed class ProcessMaps
{
    private readonly Kernel _kernel;
    private readonly List<Mapping> _mappings;
    private readonly string _root;
    private readonly bool _hasOwnMounts;

    private ProcessMaps(Kernel kernel, string folder, string maps)
    {
        _kernel = kernel;
        _mappings = Parse(maps);
        _root = folder + "/root";
        _hasOwnMounts = kernel.ReadLinkIfShown(folder + "/ns/mnt") != kernel.ReadLinkIfShown("/proc/self/ns/mnt");
    }

    /// <summary>The files, as the process names them, each once.</summary>
    public IEnumerable<string> Files => _mappings.Select(mapping => mapping.Path).Distinct();

    /// <returns><c>null</c> where there is no such process, or it may not be looked into.</returns>
    public static ProcessMaps? TryRead(Kernel kernel, int processId)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
        return kernel.ReadTextIfShown(folder + "/maps", ReadBound.Table) is { } maps ? new(kernel, folder, maps) : null;
    }

    /// <summary>The executable mappings of files in a text in the kernel's form.</summary>
    internal static List<Mapping> Parse(string text)
    {
        // address-address mode offset device inode           path, which may hold spaces
        const int Columns = 6;
        List<Mapping> found = [];
        foreach (string line in text.Split('\n'))
        {
            string[] parts = line.Split(' ', Columns, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < Columns || parts[1].Length < 3 || parts[1][2] != 'x' || !parts[5].TrimStart().StartsWith('/')) continue;
            if (parts[0].Split('-') is [string start, string end] && TryHex(start, out ulong from) && TryHex(end, out ulong to) && TryHex(parts[2], out ulong offset))
                found.Add(new(from, to, offset, parts[5].TrimStart()));
        }

        return found;
    }

    /// <summary>A path of this process to a file of the other one's, which may see other mounts.</summary>
    public string PathTo(string file) => _hasOwnMounts ? _root + file : file;

    /// <summary>Where an offset of a file lies in the process's memory; <c>null</c> where the process does not run it.</summary>
    /// <param name="path">The file, as this process names it.</param>
    /// <param name="offset">Bytes from the file's start.</param>
    public ulong? AddressOf(string path, ulong offset)
    {
        string file = path.StartsWith(_root + '/', StringComparison.Ordinal) ? path[_root.Length..] : Resolve(path);
        foreach (Mapping mapping in _mappings)
        {
            if (mapping.Path == file && offset >= mapping.Offset && offset - mapping.Offset < mapping.End - mapping.Start)
                return mapping.Start + (offset - mapping.Offset);
        }

        return null;
    }

    // The kernel names an open file by its path without links.
    private string Resolve(string path)
    {
        Errno errno = _kernel.OpenFile(path, FileCalls.ReadOnly | FileCalls.NonBlocking | FileCalls.NoTerminal, out DescriptorHandle file).ToErrno();
        if (errno != Errno.None) throw FileFailure.OfRead(path, errno);
        using (file)
        using (HandleHold hold = file.Hold())
            return _kernel.ReadLinkIfShown(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{hold.Descriptor}")) ?? path;
    }

    private static bool TryHex(string text, out ulong number) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);

    /// <summary>A stretch of memory with instructions from a file.</summary>
    /// <param name="Start">Its first address.</param>
    /// <param name="End">The address behind its last.</param>
    /// <param name="Offset">Where in the file it begins.</param>
    /// <param name="Path">The file.</param>
    internal readonly record struct Mapping(ulong Start, ulong End, ulong Offset, string Path);
}
