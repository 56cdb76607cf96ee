using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace LibBpfSharp.Tracing;

/// <summary>The files of which a process runs instructions, and where they lie in its memory (<c>/proc/PID/maps</c>).</summary>
internal sealed class ProcessMaps
{
    private readonly List<Mapping> _mappings;
    private readonly string _root;
    private readonly bool _hasOwnMounts;

    private ProcessMaps(string folder)
    {
        _mappings = Parse(File.ReadAllText(folder + "/maps"));
        _root = folder + "/root";
        _hasOwnMounts = new FileInfo(folder + "/ns/mnt").LinkTarget != new FileInfo("/proc/self/ns/mnt").LinkTarget;
    }

    /// <summary>The files, as the process names them, each once.</summary>
    public IEnumerable<string> Files => _mappings.Select(mapping => mapping.Path).Distinct();

    /// <returns><c>null</c> where there is no such process, or it may not be looked into.</returns>
    public static ProcessMaps? TryRead(int processId)
    {
        try
        {
            return new(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}"));
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
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
    private static string Resolve(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        bool held = false;
        try
        {
            file.DangerousAddRef(ref held);
            return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}")).LinkTarget ?? path;
        }
        finally
        {
            if (held) file.DangerousRelease();
        }
    }

    private static bool TryHex(string text, out ulong number) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);

    /// <summary>A stretch of memory with instructions from a file.</summary>
    /// <param name="Start">Its first address.</param>
    /// <param name="End">The address behind its last.</param>
    /// <param name="Offset">Where in the file it begins.</param>
    /// <param name="Path">The file.</param>
    internal readonly record struct Mapping(ulong Start, ulong End, ulong Offset, string Path);
}
