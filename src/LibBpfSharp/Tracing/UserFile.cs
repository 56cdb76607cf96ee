using LibBpfSharp.Elf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>An executable or shared library that a program is to be attached to, by itself or in an archive.</summary>
internal sealed class UserFile
{
    private const string ArchiveMark = "!/";

    private readonly BpfProgram _program;
    private readonly StoredEntry? _entry;
    private readonly string _name;

    private UserFile(BpfProgram program, string path, string? member = null)
    {
        _program = program;
        Path = path;
        _name = member is null ? path : path + ArchiveMark + member;
        if (member is not null) _entry = FindIn(member);
    }

    /// <summary>The path by which the kernel knows it: of the archive, if it lies in one.</summary>
    public string Path { get; }

    /// <summary>Where it begins there.</summary>
    public ulong Start => (ulong)(_entry?.Offset ?? 0);

    /// <summary>The file of a path, of a name that is looked up, or of an archive's path, <c>!/</c> and a name in it.</summary>
    /// <param name="program">The program that is attached.</param>
    /// <param name="file">The file.</param>
    /// <param name="processId">A process that may have loaded a library of the name from wherever; 0 for this one, <c>null</c> for none.</param>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: a name that is nowhere. A path is not looked at yet.</exception>
    public static UserFile Find(BpfProgram program, string file, int? processId = null)
    {
        int mark = file.IndexOf(ArchiveMark, StringComparison.Ordinal);
        if (mark > 0) return new UserFile(program, file[..mark], file[(mark + ArchiveMark.Length)..]);
        if (file.Contains('/', StringComparison.Ordinal)) return new UserFile(program, file);
        string path = FindLoaded(program.Handle.Kernel, file, processId) ?? BinarySearch.Find(program.Handle.Kernel, file) ?? throw TracingFailure.Refuse(
            program.Name, $"file '{file}'",
            BinarySearch.IsLibrary(file) ? "no such shared library is in LD_LIBRARY_PATH, the system's folders or the dynamic linker's cache. Give its path." : "no such executable is on PATH. Give its path.",
            BpfAttachError.TargetNotFound);
        return new UserFile(program, path);
    }

    /// <summary>Where in <see cref="Path"/> a function begins.</summary>
    /// <exception cref="BpfAttachException">There is no such function to be probed.</exception>
    public ulong FindSymbol(string name) => Read(file => new FunctionFinder(file).Find(name)) switch
    {
        { Offset: > 0 and ulong offset } => Start + offset,
        { IsImported: true } => throw Refuse(name, "the file imports the function, and holds only a jump to it. Attach to the shared library that defines it (ldd lists them).", BpfAttachError.SymbolIsImported),
        { IsAmbiguous: true } => throw Refuse(name, "several functions have the name. Add the version (NAME@VERSION), or give an offset.", BpfAttachError.AmbiguousSymbol),
        { Nearest: { } near } => throw Refuse(name, $"the file has no such function. Is '{near}' meant?", BpfAttachError.TargetNotFound),
        _ => throw Refuse(name, "the file has no such function; it may be inlined, or its symbols stripped.", BpfAttachError.TargetNotFound),
    };

    /// <summary>Where in <see cref="Path"/> the functions of a pattern begin, each place once.</summary>
    /// <exception cref="BpfAttachException">None matches.</exception>
    public ulong[] FindSymbols(string pattern)
    {
        ulong[] offsets = Read(file => new FunctionFinder(file).FindAll(pattern));
        return offsets.Length > 0 ? Located(offsets) : throw Refuse(pattern, "the file has no function that matches.", BpfAttachError.TargetNotFound);
    }

    /// <summary>Offsets in the file as offsets in <see cref="Path"/>.</summary>
    public ulong[] Located(IEnumerable<ulong> offsets) => [.. offsets.Select(offset => Start + offset)];

    /// <summary>Reads the file, which is mapped as long.</summary>
    public T Read<T>(Func<ElfFile, T> read)
    {
        using MappedFile mapped = Map();
        return read(ElfFile.Parse(_entry is { } entry ? mapped.Memory.Slice(entry.Offset, entry.Length) : mapped.Memory));
    }

    /// <inheritdoc/>
    public override string ToString() => _name;

    private static string? FindLoaded(Kernel kernel, string file, int? processId) => processId is { } id && BinarySearch.IsLibrary(file) ? LoadedLibrary.Find(kernel, file, id == 0 ? Environment.ProcessId : id) : null;

    private MappedFile Map()
    {
        Errno errno = MappedFile.Open(_program.Handle.Kernel, Path, out MappedFile? mapped).ToErrno();
        return errno == Errno.None ? mapped! : throw TracingFailure.Of(_program, $"file '{_name}'", errno, need: RequiredCapabilities.ForFile, hint: errno == Errno.ENODEV ? "It is no regular file, or one of a file system that cannot map it into memory." : "The file cannot be read.");
    }

    private StoredEntry FindIn(string member)
    {
        using MappedFile archive = Map();
        return StoredEntry.Find(archive.GetSpan(), member)
            ?? throw TracingFailure.Refuse(_program.Name, $"file '{_name}'", $"the archive has no '{member}'. Names in archives are written in full, without a leading slash.", BpfAttachError.TargetNotFound);
    }

    private BpfAttachException Refuse(string symbol, string why, BpfAttachError reason)
        => TracingFailure.Refuse(_program.Name, $"function '{symbol}' of '{_name}'", why, reason);
}
