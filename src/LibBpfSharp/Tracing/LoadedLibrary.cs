using LibBpfSharp.Elf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>Finds a shared library among those that a process has loaded, wherever it took it from.</summary>
internal static class LoadedLibrary
{
    private const string Suffix = ".so";

    /// <summary>The path, for this process, of a library by the name of its file or by its own (soname); <c>null</c> where the process has none such.</summary>
    public static string? Find(Kernel kernel, string name, int processId)
    {
        if (ProcessMaps.TryRead(kernel, processId) is not { } maps) return null;
        string[] files = [.. maps.Files.Select(maps.PathTo).Where(kernel.Shows)];
        return Array.Find(files, file => Path.GetFileName(file) == name) ?? Array.Find(files, file => HasName(kernel, file, name));
    }

    // Asked of files whose names begin alike only: libx.so.1 lies in libx.so.1.2.3.
    private static bool HasName(Kernel kernel, string path, string name)
    {
        string stem = name[..(name.IndexOf(Suffix, StringComparison.Ordinal) + Suffix.Length)];
        if (!Path.GetFileName(path).StartsWith(stem, StringComparison.Ordinal) || MappedFile.Open(kernel, path, out MappedFile? mapped) < 0) return false;
        using IDisposable owner = mapped!;
        return SharedLibraryName.Of(ElfFile.Parse(mapped!.Memory)) == name;
    }
}
