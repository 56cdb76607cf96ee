using LibBpfSharp.Interop;
using LibBpfSharp.Loading;

namespace LibBpfSharp.Spec;

public sealed partial class BpfObjectSpec
{
    private static readonly BpfObjectSpecOptions s_defaultOptions = new();

    /// <summary>Reads an object file.</summary>
    /// <param name="path">The file; its name up to the first dot is the object's name.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="BpfObjectFormatException">
    /// The file is no BPF object that can be opened, no regular file, or longer than <see cref="BpfObjectSpecOptions.MaxFileSize"/>; the message says what to do.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <example>
    /// <code>
    /// var spec = BpfObjectSpec.Open("counter.bpf.o");        // what is in the file; knows no kernel
    /// foreach (BpfProgramSpec program in spec.Programs) Console.WriteLine($"{program.SectionName}: {program.Name}");
    /// using var counting = BpfObject.Open(spec);             // any number of objects from one spec
    /// </code>
    /// </example>
    public static BpfObjectSpec Open(string path, BpfObjectSpecOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Build(RegularFile.Read(Kernel.Running, path, (options ?? s_defaultOptions).MaxFileSize), options?.ObjectName ?? NameOfFile(path), options);
    }

    /// <summary>Reads an object that is in memory.</summary>
    /// <param name="image">The bytes of the object file. Not copied: leave them unchanged.</param>
    /// <param name="name">The object's name, which begins the names of its data maps; cut to 15 characters.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="BpfObjectFormatException">The bytes are no BPF object that can be opened; the message says what to do.</exception>
    public static BpfObjectSpec Parse(ReadOnlyMemory<byte> image, string name, BpfObjectSpecOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Build(image, options?.ObjectName ?? name, options);
    }

    /// <summary>Reads an object from a stream, to its end.</summary>
    /// <param name="stream">Where the object file's bytes come from; not disposed.</param>
    /// <param name="name">The object's name, as in <see cref="Parse"/>.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="BpfObjectFormatException">
    /// The bytes are no BPF object that can be opened, or more than <see cref="BpfObjectSpecOptions.MaxFileSize"/>; the message says what to do.
    /// </exception>
    public static BpfObjectSpec Read(Stream stream, string name, BpfObjectSpecOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Parse(RegularFile.Read(stream, (options ?? s_defaultOptions).MaxFileSize), name, options);
    }

    private static BpfObjectSpec Build(ReadOnlyMemory<byte> image, string name, BpfObjectSpecOptions? options) =>
        SpecBuilder.Build(image, Cut(name), options ?? s_defaultOptions);

    // Cut first, then up to the dot: "long_file_name_with.dots" is to give what libbpf gives.
    private static string NameOfFile(string path)
    {
        string name = Cut(Path.GetFileName(path));
        int dot = name.IndexOf('.');
        return dot < 0 ? name : name[..dot];
    }

    private static string Cut(string name) => name.Length > InternalMapName.MaxLength ? name[..InternalMapName.MaxLength] : name;
}
