using LibBpfSharp.Elf;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>An executable or shared library that a program is to be attached to.</summary>
internal sealed class UserFile
{
    private readonly BpfProgram _program;

    private UserFile(BpfProgram program, string path)
    {
        _program = program;
        Path = path;
    }

    public string Path { get; }

    /// <summary>The file of a path, or of a name that is looked up.</summary>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: a name that is nowhere. A path is not looked at yet.</exception>
    public static UserFile Find(BpfProgram program, string file)
    {
        if (file.Contains('/', StringComparison.Ordinal)) return new UserFile(program, file);
        string path = BinarySearch.Find(file) ?? throw TracingFailure.Refuse(
            program.Name, $"file '{file}'",
            BinarySearch.IsLibrary(file) ? "no such shared library is in LD_LIBRARY_PATH or the system's folders. Give its path." : "no such executable is on PATH. Give its path.",
            BpfAttachError.TargetNotFound);
        return new UserFile(program, path);
    }

    /// <summary>Where in the file a function begins.</summary>
    /// <exception cref="BpfAttachException">There is no such function to be probed.</exception>
    public ulong FindSymbol(string name) => Read(file => new FunctionFinder(file).Find(name)) switch
    {
        { Offset: > 0 and ulong offset } => offset,
        { IsImported: true } => throw Refuse(name, "the file imports the function, and holds only a jump to it. Attach to the shared library that defines it (ldd lists them).", BpfAttachError.SymbolIsImported),
        { IsAmbiguous: true } => throw Refuse(name, "several functions have the name. Add the version (NAME@VERSION), or give an offset.", BpfAttachError.AmbiguousSymbol),
        { Nearest: { } near } => throw Refuse(name, $"the file has no such function. Is '{near}' meant?", BpfAttachError.TargetNotFound),
        _ => throw Refuse(name, "the file has no such function; it may be inlined, or its symbols stripped.", BpfAttachError.TargetNotFound),
    };

    /// <summary>Where in the file the functions of a pattern begin, each place once.</summary>
    /// <exception cref="BpfAttachException">None matches.</exception>
    public ulong[] FindSymbols(string pattern)
    {
        ulong[] offsets = Read(file => new FunctionFinder(file).FindAll(pattern));
        return offsets.Length > 0 ? offsets : throw Refuse(pattern, "the file has no function that matches.", BpfAttachError.TargetNotFound);
    }

    private T Read<T>(Func<ElfFile, T> read)
    {
        Errno errno = MappedFile.Open(_program.Handle.Kernel, Path, out MappedFile? mapped).ToErrno();
        if (errno != Errno.None) throw TracingFailure.Of(_program.Name, $"file '{Path}'", errno, hint: "The file cannot be read.");
        using (mapped)
            return read(ElfFile.Parse(mapped!.Memory));
    }

    private BpfAttachException Refuse(string symbol, string why, BpfAttachError reason)
        => TracingFailure.Refuse(_program.Name, $"function '{symbol}' of '{Path}'", why, reason);
}
